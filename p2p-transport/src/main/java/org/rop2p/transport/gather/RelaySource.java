package org.rop2p.transport.gather;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.socket.Demultiplexer;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.turn.LostReason;
import org.rop2p.transport.turn.TurnAllocation;
import org.rop2p.transport.turn.TurnAllocations;
import org.rop2p.transport.turn.TurnOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses of ours at TURN servers (RFC 8445 section 5.1.1.2), a base each. Event loop only. */
public final class RelaySource implements CandidateSource {
  private static final Logger LOG = LoggerFactory.getLogger(RelaySource.class);
  private static final int BEST_PREFERENCE = 65_535;

  private final Base socket;
  private final TurnAllocations allocations;
  private final CandidatePolicy policy;
  private final Demultiplexer demultiplexer;
  private final SocketCounters counters;
  private final LoopClock clock;
  private final IntSupplier baseNumbers;
  private final LoopTimer timer;
  private final CandidateSink sink;
  private final Map<InetSocketAddress, Relay> relays = new HashMap<>();

  private record Relay(InetSocketAddress relayed, RelayOutlet outlet) {
    Base base() {
      return outlet.base();
    }
  }

  /** What was said of a server last, so that one that stays away is not said each minute. */
  private final Map<InetSocketAddress, LostReason> said = new HashMap<>();

  /**
   * Asks no server yet.
   *
   * @param socket the base that the servers are asked from
   * @param baseNumbers numbers for bases, none twice
   */
  public RelaySource(
      Base socket,
      TurnAllocations allocations,
      CandidatePolicy policy,
      Demultiplexer demultiplexer,
      SocketCounters counters,
      EventLoop loop,
      LoopClock clock,
      IntSupplier baseNumbers,
      CandidateSink sink) {
    this.socket = socket;
    this.allocations = allocations;
    this.policy = policy;
    this.demultiplexer = demultiplexer;
    this.counters = counters;
    this.clock = clock;
    this.baseNumbers = baseNumbers;
    this.sink = sink;
    this.timer = new LoopTimer(loop, clock, this::advance);
  }

  @Override
  public void start() {
    advance();
  }

  /** Asks these servers, too; of too many the first ones. */
  public void ask(List<TurnServer> servers) {
    int taken = allocations.add(servers, clock.now());
    LOG.debug("{} of {} TURN servers are new", taken, servers.size());
    advance();
  }

  /** As {@link #ask}, servers that somebody else names: he must not aim us at just anything. */
  public void askNamed(List<TurnServer> servers) {
    List<TurnServer> allowed = new ArrayList<>();
    for (TurnServer server : servers) {
      if (policy.allows(server.address())) {
        allowed.add(server);
      } else {
        LOG.warn(
            "TURN server {} is not used: no such address is asked at another's word",
            server.address());
      }
    }
    ask(allowed);
  }

  @Override
  public boolean receive(StunMessage message, Route from) {
    Optional<TurnAllocation> asked =
        from.base().equals(socket)
            ? allocations.at(from.remote()).filter(one -> one.awaits(message.id()))
            : Optional.empty();
    asked.ifPresent(
        allocation -> {
          var unused = allocation.receive(message, from.remote(), clock.now());
          advance();
        });
    return asked.isPresent();
  }

  /** Asks its server for a sign of life soon: who doubts may be in the midst of something. */
  @Override
  public void doubt(Base base) {
    relays.values().stream()
        .filter(relay -> relay.base().equals(base))
        .forEach(relay -> relay.outlet().allocation().doubt(clock.now()));
    timer.set(0);
  }

  @Override
  public void networkChanged() {
    relays.values().forEach(relay -> relay.outlet().allocation().doubt(clock.now()));
    timer.set(0);
  }

  @Override
  public void close() {
    allocations.close(clock.now());
    send();
    timer.cancel();
    relays.values().forEach(relay -> relay.outlet().close());
    relays.clear();
  }

  /** Sends what is due, and wakes up when more is. */
  private void advance() {
    allocations.advance(clock.now());
    send();
    timer.set(allocations.deadline());
  }

  private void send() {
    for (var next = allocations.poll(); next.isPresent(); next = allocations.poll()) {
      act(next.get().server(), next.get().output());
    }
  }

  private void act(TurnServer server, TurnOutput output) {
    InetSocketAddress at = server.address();
    Relay relay = relays.get(at);
    if (output instanceof TurnOutput.Transmit transmit) {
      demultiplexer.sendStun(new Route(socket, transmit.to()), transmit.datagram(), taken -> {});
    } else if (output instanceof TurnOutput.Allocated allocated) {
      allocated(server, allocated.relayed());
    } else if (output instanceof TurnOutput.Lost lost) {
      lost(server, lost.reason());
    } else if (relay != null && output instanceof TurnOutput.PeerPermitted permitted) {
      relay.outlet().permitted(permitted.peer());
    } else if (relay != null && output instanceof TurnOutput.PeerRefused refused) {
      relay.outlet().refused(refused.peer());
    }
  }

  private void allocated(TurnServer server, InetSocketAddress relayed) {
    if (!policy.allows(relayed)) {
      LOG.warn(
          "TURN server {} gives us {}, which no peer can reach: its operator has to tell it its own"
              + " address",
          server.address(),
          relayed);
      return;
    }
    LOG.debug("TURN server {} relays for us at {}", server.address(), relayed);
    said.remove(server.address());
    Base base = Base.relay(baseNumbers.getAsInt(), relayed);
    RelayOutlet outlet =
        new RelayOutlet(
            base,
            relayed.getAddress(),
            allocations.at(server.address()).orElseThrow(),
            demultiplexer.socketOutlet(),
            counters,
            clock::now,
            () -> timer.set(0));
    relays.put(server.address(), new Relay(relayed, outlet));
    demultiplexer.add(base, outlet);
    demultiplexer.add(server.address(), outlet);
    sink.added(base);
    sink.found(candidate(relayed));
  }

  private void lost(TurnServer server, LostReason reason) {
    if (said.put(server.address(), reason) != reason) {
      LOG.warn("TURN server {} does not relay for us: {}", server.address(), reason.words());
    }
    Relay relay = relays.remove(server.address());
    if (relay == null) {
      return;
    }
    demultiplexer.remove(server.address());
    demultiplexer.remove(relay.base());
    relay.outlet().close();
    sink.withdrawn(candidate(relay.relayed()));
    sink.removed(relay.base());
  }

  private static IceCandidate candidate(InetSocketAddress relayed) {
    return IceCandidate.of(CandidateType.RELAY, BEST_PREFERENCE, relayed);
  }
}
