package org.rop2p.bench.flood;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.world.Town;
import org.rop2p.codec.view.Cell;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.EndpointTransport;
import org.rop2p.proxy.peer.link.TransportLink;
import org.rop2p.proxy.walking.OpenRequests;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.link.UdpEndpoint;

/**
 * One account's proxy that the coordinator attests and that links as an honest one does. When its
 * link ends it comes back at once under a new certificate, for as long as it is aimed at somebody.
 * Thread-safe; everything but sending happens on a thread of its own.
 */
final class HostilePeer implements AutoCloseable {
  /** A new certificate costs this program time, too: no more often than that. */
  private static final long AGAIN_MILLIS = 50;

  /** What the coordinator and the other side may take together; then anew. */
  private static final long PATIENCE_MILLIS = 4_000;

  /** An honest walk goes to one of two cells by turns. */
  private static final int STEPS = 2;

  private final CoordinatorClient coordinator;
  private final int account;
  private final Tally tally;
  private final ScheduledExecutorService own;
  private SignalingSocket socket;
  private Life life;
  private volatile Shot shot;
  private int target;
  private int lives;
  private volatile Life speaking;

  HostilePeer(CoordinatorClient coordinator, int account, Tally tally) {
    this.coordinator = coordinator;
    this.account = account;
    this.tally = tally;
    this.own =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hostile-" + account);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins with somebody; 0 ends it. Returns at once. */
  void aim(int victim) {
    own.execute(
        () -> {
          target = victim;
          end();
          shot = null;
          if (victim != 0) {
            begin();
          }
        });
  }

  /** Whether its link is open. */
  boolean linked() {
    return speaking != null;
  }

  /** Sends one envelope; whether there was a link. */
  boolean send() {
    Life speaker = speaking;
    if (speaker == null) {
      return false;
    }
    speaker.sendWalk();
    return true;
  }

  /** Where the victim's socket is, and a datagram of the latest link; null before the first. */
  Shot shot() {
    return shot;
  }

  /** A datagram and its target. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Shot(InetSocketAddress to, byte[] datagram) {}

  @Override
  public void close() {
    aim(0);
    own.shutdown();
  }

  private void end() {
    speaking = null;
    if (socket != null) {
      socket.send(new ClientMessage.Leave());
      socket.close();
      socket = null;
    }
    if (life != null) {
      CompletableFuture<?> unused = CompletableFuture.runAsync(life.endpoint::close); // it blocks
      life = null;
    }
  }

  /** A new certificate, and the coordinator's word for it. */
  private void begin() {
    if (target == 0) {
      return;
    }
    try {
      Life next = new Life(target);
      life = next;
      own.schedule(() -> giveUp(next), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      CompletableFuture<?> unused =
          coordinator
              .login(
                  new LoginRequest(account, ""),
                  PlayerKey.of(next.endpoint.certificate(), next.endpoint::sign))
              .thenCompose(login -> join(login.jwt(), next))
              .exceptionallyAsync(
                  problem -> {
                    again(next);
                    return null;
                  },
                  own);
    } catch (IOException e) {
      own.schedule(this::begin, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A socket belongs to the certificate that was proven at the login. */
  private CompletableFuture<SignalingSocket> join(String jwt, Life next) {
    return coordinator
        .join(jwt, Town.ZONE)
        .thenCombineAsync(
            coordinator.openSignaling(jwt, own, new Hearing(next)),
            (joined, open) -> {
              if (life == next) {
                socket = open;
                open.send(new ClientMessage.Join(joined.ticket()));
              } else {
                open.close();
              }
              return open;
            },
            own);
  }

  private void giveUp(Life tried) {
    if (life == tried && speaking != tried) {
      again(tried);
    }
  }

  /** The same once more under another name. */
  private void again(Life ended) {
    if (life == ended) {
      end();
      own.schedule(this::begin, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private final class Hearing implements SignalingSocket.Listener {
    private final Life now;

    Hearing(Life now) {
      this.now = now;
    }

    @Override
    public void onMessage(ServerMessage message) {
      if (now != life) {
        return;
      }
      if (message instanceof ServerMessage.SessionJoined) {
        socket.send(new ClientMessage.Sees(List.of(now.victim), List.of()));
      } else if (message instanceof ServerMessage.PeerJoined peer
          && peer.accountId() == now.victim) {
        now.link(new Fingerprint(peer.fingerprint()));
      } else if (message instanceof ServerMessage.SignalFrom signal
          && signal.from() == now.victim) {
        now.hear(signal.signal());
      }
    }

    @Override
    public void onClosed(SignalingSocket.Closed how) {
      if (now == life) {
        socket = null;
      }
    }
  }

  /** What happens under one certificate. */
  private final class Life implements LinkSignals, LinkListener, DatagramFilter {
    private final int victim;
    private final int number;
    private final PeerEndpoint endpoint;
    private final EndpointTransport transport;
    private TransportLink link;
    private int sequence;
    private volatile long openedAt;
    private boolean shown;

    Life(int victim) throws IOException {
      this.victim = victim;
      this.number = ++lives;
      this.endpoint =
          UdpEndpoint.open(
              EndpointConfig.defaults()
                  .withBind(Town.loopback(0))
                  .withLoopbackCandidates(true)
                  .withFilter(this));
      this.transport = new EndpointTransport(endpoint);
    }

    void link(Fingerprint remote) {
      if (link == null) {
        tally.attested();
        link = new Counted(transport.link(remote, this, this), tally);
      }
    }

    void hear(Signal signal) {
      if (link == null) {
        return;
      }
      if (signal instanceof Signal.Offer offer) {
        link.onOffer(new IceDescription(offer.ufrag(), offer.pwd()));
      } else if (signal instanceof Signal.Answer answer) {
        link.onAnswer(new IceDescription(answer.ufrag(), answer.pwd()));
      } else if (signal instanceof Signal.IceCandidate candidate) {
        link.onCandidate(IceCandidate.parse(candidate.candidate()));
      }
    }

    /** A walk that an honest player could make, of which none can make so many. */
    synchronized void sendWalk() {
      sequence++;
      PeerMessage walk =
          new PeerMessage.WalkTo(
              new PeerMessage.Header(account, List.of(victim), Town.ZONE, number),
              sequence,
              OpenRequests.NONE,
              new Cell(Town.CENTRE.x() + 1 + sequence % STEPS, Town.CENTRE.y()),
              false);
      link.sendDatagram(EnvelopeCodec.encode(walk, PooledByteBufAllocator.DEFAULT));
    }

    private void tell(Signal signal) {
      own.execute(
          () -> {
            if (socket != null && life == this) {
              socket.send(new ClientMessage.SignalTo(victim, signal));
            }
          });
    }

    @Override
    public void offer(IceDescription description) {
      tell(new Signal.Offer(description.ufrag(), description.pwd()));
    }

    @Override
    public void answer(IceDescription description) {
      tell(new Signal.Answer(description.ufrag(), description.pwd()));
    }

    @Override
    public void candidate(IceCandidate candidate) {
      tell(new Signal.IceCandidate(candidate.toSdp()));
    }

    @Override
    public void up(LinkUp up) {
      openedAt = System.nanoTime();
      tally.up();
      own.execute(
          () -> {
            if (life == this) {
              speaking = this;
            }
          });
    }

    @Override
    public void reliable(ByteBuf message) {
      // Nothing that the victim says matters.
    }

    @Override
    public void datagram(ByteBuf message) {
      // Nor that.
    }

    @Override
    public void pathChanged(LinkPath path) {}

    @Override
    public void down(LinkDown reason) {
      if (openedAt != 0) {
        tally.down(reason, (System.nanoTime() - openedAt) / 1e6);
      }
      own.execute(() -> again(this));
    }

    /** Keeps what to send when the link has gone. */
    @Override
    public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
      if (direction == Direction.OUT && openedAt != 0 && !shown) {
        shown = true;
        shot = new Shot(remote, ByteBufUtil.getBytes(datagram));
      }
      return true;
    }
  }
}
