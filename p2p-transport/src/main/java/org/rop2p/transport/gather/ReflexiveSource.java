package org.rop2p.transport.gather;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.NatType;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.stun.StunMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How STUN servers see the socket (RFC 8445 section 5.1.1.2). Event loop only. */
public final class ReflexiveSource implements CandidateSource {
  private static final Logger LOG = LoggerFactory.getLogger(ReflexiveSource.class);
  private static final int LOCAL_PREFERENCE = 65_535;

  /** Many links may doubt the same socket. */
  private static final long DOUBT_INTERVAL = 1_000_000_000L;

  private final CandidatePolicy policy;
  private final ReflexiveDiscovery discovery;
  private final LoopClock clock;
  private final BiConsumer<Route, byte[]> send;
  private final LoopTimer timer;
  private final CandidateSink sink;
  private long doubtNotBefore;
  private boolean saidInVain;

  /** For other threads. */
  private volatile Seen seen = new Seen(Map.of(), false);

  /**
   * What the servers tell.
   *
   * @param mapped by each that answers, what it sees
   * @param inVain whether some were asked and none answers
   */
  private record Seen(Map<InetSocketAddress, InetSocketAddress> mapped, boolean inVain) {}

  /**
   * Asks no server yet.
   *
   * @param send takes the route and the bytes of a STUN datagram
   */
  public ReflexiveSource(
      CandidatePolicy policy,
      ReflexiveDiscovery discovery,
      EventLoop loop,
      LoopClock clock,
      BiConsumer<Route, byte[]> send,
      CandidateSink sink) {
    this.policy = policy;
    this.discovery = discovery;
    this.clock = clock;
    this.send = send;
    this.sink = sink;
    this.timer = new LoopTimer(loop, clock, this::advance);
  }

  @Override
  public void start() {
    advance();
  }

  /** Asks these STUN servers, too. */
  public void ask(List<InetSocketAddress> stunServers) {
    discovery.add(usable(stunServers), clock.now());
    advance();
  }

  /** As {@link #ask}, servers that somebody else names: he must not aim us at just anything. */
  public void askNamed(List<InetSocketAddress> stunServers) {
    List<InetSocketAddress> allowed = new ArrayList<>();
    for (InetSocketAddress server : usable(stunServers)) {
      if (policy.allows(server)) {
        allowed.add(server);
      } else {
        LOG.warn("STUN server {} is not used: no such address is asked at another's word", server);
      }
    }
    ask(allowed);
  }

  /** What each server sees that answers. */
  public Map<InetSocketAddress, InetSocketAddress> mapped() {
    return seen.mapped();
  }

  /** Whether servers are asked and none of them answers; on any thread. */
  boolean isInVain() {
    return seen.inVain();
  }

  private void see() {
    seen = new Seen(discovery.mapped(), discovery.isInVain());
  }

  @Override
  public boolean receive(StunMessage message, Route from) {
    if (!discovery.awaits(message.id())) {
      return false;
    }
    Optional<ReflexiveDiscovery.Change> change = discovery.receive(message, from);
    see(); // who hears of the change may ask what the servers see
    change.ifPresent(this::changed);
    timer.set(discovery.deadline());
    return true;
  }

  /** The NAT may have forgotten us: asks again at once, but not all the time. */
  @Override
  public void doubt(Base base) {
    long now = clock.now();
    if (base.equals(discovery.base()) && now >= doubtNotBefore) {
      doubtNotBefore = now + DOUBT_INTERVAL;
      askAgain(now);
    }
  }

  @Override
  public void networkChanged() {
    askAgain(clock.now());
  }

  @Override
  public void close() {
    timer.cancel();
  }

  private void askAgain(long now) {
    discovery.askAgain(now);
    advance();
  }

  private void changed(ReflexiveDiscovery.Change change) {
    // Another server may see us at the old address yet, or at the new one already.
    change
        .before()
        .filter(before -> !discovery.addresses().contains(before))
        .flatMap(this::candidate)
        .ifPresent(sink::withdrawn);
    candidate(change.now()).ifPresent(sink::found);
  }

  /** Empty where no peer could reach us. */
  private Optional<IceCandidate> candidate(InetSocketAddress address) {
    return policy.allows(address)
        ? Optional.of(IceCandidate.of(CandidateType.SRFLX, LOCAL_PREFERENCE, address))
        : Optional.empty();
  }

  /** Sends what is due, and wakes up when more is. */
  private void advance() {
    discovery.advance(clock.now());
    for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
      send.accept(next.get().route(), next.get().datagram());
    }
    timer.set(discovery.deadline());
    boolean inVain = discovery.isInVain();
    if (inVain && !saidInVain) {
      LOG.warn(NatType.BLOCKED_SENTENCE);
    }
    saidInVain = inVain;
    see();
  }

  private static List<InetSocketAddress> usable(List<InetSocketAddress> servers) {
    List<InetSocketAddress> resolved = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      if (server.isUnresolved()) {
        LOG.warn("STUN server {} is not used: its name has no address", server.getHostString());
      } else {
        resolved.add(server);
      }
    }
    return resolved;
  }
}
