package org.rop2p.transport.turn;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;

/**
 * One allocation at one server from one base socket (RFC 8656): asks for it, keeps it, its
 * permissions and its channels, and carries data through it.
 *
 * <p>Not thread-safe and without I/O. After the constructor and every call that takes {@code now},
 * the caller empties {@link #poll} and asks {@link #deadline} when to {@link #advance} next. Of the
 * datagrams from the server's address, those that {@link #carriesData} are for {@link #unwrap}, the
 * others for {@link #receive}.
 */
public final class TurnAllocation {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private enum State {
    ALLOCATING,
    /** Ends what the server still has of an earlier run from the same port, to ask again then. */
    REPLACING,
    ALLOCATED,
    CLOSING,
    ENDED
  }

  private final TurnServer server;
  private final TurnSettings settings;
  private final CheckPacer pacer;
  private final TurnExchange exchange;
  private final RelayedPeers peers;
  private final RelayPath path;
  private final Queue<TurnOutput> outputs = new ArrayDeque<>();

  private State state = State.ALLOCATING;
  private boolean replaced;
  private InetSocketAddress relayed;
  private InetSocketAddress alternate;

  /** {@link #NEVER} while a refresh is under way. */
  private long refreshAt = NEVER;

  /**
   * Asks for the allocation.
   *
   * @param random a secure generator outside of tests
   * @param pacer shared by all that ask from the base socket
   */
  public TurnAllocation(
      TurnServer server,
      RandomGenerator random,
      TurnSettings settings,
      CheckPacer pacer,
      long now) {
    this.server = server;
    this.settings = settings;
    this.pacer = pacer;
    this.exchange =
        new TurnExchange(
            server,
            settings,
            pacer,
            random,
            datagram -> outputs.add(new TurnOutput.Transmit(server.address(), datagram)),
            new Answers());
    this.peers = new RelayedPeers(settings);
    this.path = new RelayPath(peers, random);
    exchange.ask(new TurnRequest.Allocate(lifetime()), now);
  }

  public TurnServer server() {
    return server;
  }

  /** Our address at the server while it relays for us. */
  public Optional<InetSocketAddress> relayed() {
    return state == State.ALLOCATED ? Optional.of(relayed) : Optional.empty();
  }

  /** Where the server sent us to, if it did so; whether to go there is for people to say. */
  public Optional<InetSocketAddress> alternate() {
    return Optional.ofNullable(alternate);
  }

  /** Whether the allocation was lost, or closed to the end: it does nothing more. */
  public boolean isEnded() {
    return state == State.ENDED;
  }

  /** What to do next; empty when all is done. */
  public Optional<TurnOutput> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** Whether a response with this id would be an answer to this allocation. */
  public boolean awaits(TransactionId id) {
    return exchange.awaits(id);
  }

  /** Takes a STUN message from the network, authentic or not. */
  public TurnVerdict receive(StunMessage message, InetSocketAddress from, long now) {
    TurnVerdict verdict = exchange.receive(message, from, now);
    if (verdict == TurnVerdict.ACCEPTED) {
      advance(now);
    }
    return verdict;
  }

  /**
   * Wants to exchange data with this peer, on any of its ports; kept as long as it is used. Called
   * again, it says that it is of use though no data flows: without either it is given up after some
   * ten minutes. Before the allocation it waits for it.
   *
   * @return false if the server refused it lately, or cannot reach its address family
   */
  public boolean permit(InetAddress peer, long now) {
    boolean wanted = canReach(peer) && peers.permit(peer, now);
    advance(now);
    return wanted;
  }

  /**
   * Wants a channel to this peer, four bytes of overhead instead of 36 or 48, and permits it. Kept
   * like a permission.
   *
   * @return false if the server refused channel or permission lately; data may yet flow without
   */
  public boolean bind(InetSocketAddress peer, long now) {
    boolean wanted = canReach(peer.getAddress()) && peers.bind(peer, now);
    advance(now);
    return wanted;
  }

  /**
   * Nothing comes over the relay, though something should: asks the server for a sign of life now.
   */
  public void doubt(long now) {
    if (state == State.ALLOCATED
        && refreshAt != NEVER
        && !exchange.heardSince(now - settings.retransmit())) {
      refresh(now);
    }
  }

  /** Gives the allocation back; it has ended with the answer, or without one some seconds later. */
  public void close(long now) {
    if (state == State.CLOSING || state == State.ENDED) {
      return;
    }
    exchange.clear();
    if (exchange.isChallenged()) {
      state = State.CLOSING;
      exchange.ask(new TurnRequest.Refresh(0), now);
    } else {
      state = State.ENDED;
    }
  }

  /** Does what time has come for. */
  public void advance(long now) {
    exchange.advance(now);
    if (state != State.ALLOCATED) {
      return;
    }
    if (now >= refreshAt) {
      refresh(now);
    }
    while (peers.deadline() <= now && pacer.take(now)) {
      peers.due(now).ifPresent(request -> exchange.ask(request, now));
    }
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    long due = exchange.deadline();
    if (state != State.ALLOCATED) {
      return due;
    }
    return Math.min(Math.min(due, refreshAt), Math.max(peers.deadline(), pacer.freeAt()));
  }

  /** Whether a datagram from the server starts like relayed data. */
  public static boolean carriesData(ByteBuf datagram) {
    return RelayPath.carriesData(datagram);
  }

  /**
   * What to send to the server so that the peer gets the payload: ChannelData if there is a
   * channel, a Send indication before.
   *
   * @param payload remains the caller's; the result holds a reference of its own and does not copy
   * @return empty without a permission that is granted, or if the payload exceeds 1,400 bytes
   */
  public Optional<ByteBuf> wrap(
      InetSocketAddress peer, ByteBuf payload, ByteBufAllocator allocator) {
    return state == State.ALLOCATED ? path.wrap(peer, payload, allocator) : Optional.empty();
  }

  /**
   * What a peer sent, out of a datagram that came from the server's address.
   *
   * @param datagram remains the caller's, as does the result, which is a slice of it
   * @return empty if it is nothing of this kind, malformed, or of a peer that was not permitted
   */
  public Optional<Relayed> unwrap(ByteBuf datagram) {
    return state == State.ALLOCATED ? path.unwrap(datagram) : Optional.empty();
  }

  private void refresh(long now) {
    refreshAt = NEVER;
    exchange.ask(new TurnRequest.Refresh(lifetime()), now);
  }

  private long lifetime() {
    return TimeUnit.NANOSECONDS.toSeconds(settings.lifetime());
  }

  private boolean canReach(InetAddress peer) {
    return state != State.CLOSING
        && state != State.ENDED
        && (relayed == null || relayed.getAddress().getClass() == peer.getClass());
  }

  private void lose(LostReason reason) {
    state = State.ENDED;
    exchange.clear();
    outputs.add(new TurnOutput.Lost(reason));
  }

  /** What the server's answers, or their lack, change. */
  private final class Answers implements TurnExchange.Listener {
    @Override
    public void granted(TurnRequest request, StunMessage answer, long now) {
      if (request instanceof TurnRequest.Allocate) {
        allocated(answer, now);
      } else if (request instanceof TurnRequest.Refresh refresh) {
        if (refresh.ends()) {
          ended(now);
        } else {
          kept(answer, now);
        }
      } else {
        peers.granted(request, now).ifPresent(outputs::add);
      }
    }

    @Override
    public void denied(TurnRequest request, int code, StunMessage answer, long now) {
      boolean mismatch = code == TurnError.ALLOCATION_MISMATCH;
      if (request instanceof TurnRequest.Allocate && mismatch && !replaced) {
        // The server finds out by our credentials whether what it has is ours to end.
        replaced = true;
        state = State.REPLACING;
        exchange.ask(new TurnRequest.Refresh(0), now);
      } else if (request instanceof TurnRequest.Refresh refresh && refresh.ends()) {
        ended(now);
      } else if (request.isForPeer() && !mismatch) {
        peers.refused(request, now).ifPresent(outputs::add);
      } else {
        alternate = answer.alternateServer().orElse(null);
        lose(LostReason.of(code));
      }
    }

    @Override
    public void unanswered(TurnRequest request, LostReason reason, boolean alone, long now) {
      if (state == State.CLOSING) {
        state = State.ENDED;
      } else if (alone && request.isForPeer()) {
        peers.refused(request, now).ifPresent(outputs::add);
      } else if (state != State.ENDED) {
        lose(reason);
      }
    }

    private void allocated(StunMessage answer, long now) {
      Optional<InetSocketAddress> ours = answer.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
      Optional<InetSocketAddress> mapped = answer.xorMappedAddress();
      if (ours.isEmpty() || mapped.isEmpty() || ours.get().getPort() == 0) {
        lose(LostReason.UNSUPPORTED);
        return;
      }
      state = State.ALLOCATED;
      relayed = ours.get();
      outputs.add(new TurnOutput.Allocated(relayed, mapped.get()));
      kept(answer, now);
    }

    private void kept(StunMessage answer, long now) {
      long seconds = answer.lifetime().orElse(0);
      if (seconds == 0) {
        lose(LostReason.ALLOCATION_MISMATCH);
        return;
      }
      // The server may grant less than asked for, but is not asked more than once a second.
      refreshAt = now + Math.min(settings.refresh(), Math.max(seconds * SECOND / 2, SECOND));
    }

    private void ended(long now) {
      if (state == State.REPLACING) {
        state = State.ALLOCATING;
        exchange.ask(new TurnRequest.Allocate(lifetime()), now);
      } else {
        state = State.ENDED;
      }
    }
  }
}
