package org.rop2p.transport.gather;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.stun.StunMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this endpoint tells its peers of itself; the same for every link. Event loop only. */
public final class LocalCandidates {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCandidates.class);
  private static final int LOCAL_PREFERENCE = 65_535;

  private final List<IceCandidate> hosts;
  private final ReflexiveDiscovery discovery;
  private final LoopClock clock;
  private final CandidatePolicy policy;
  private final BiConsumer<InetSocketAddress, byte[]> send;
  private final LoopTimer timer;
  private final Consumer<IceCandidate> discovered;

  /**
   * Knows the host candidates, and asks no server yet.
   *
   * @param send takes the address and the bytes of a STUN datagram
   * @param discovered told of every address found later
   */
  public LocalCandidates(
      List<IceCandidate> hosts,
      CandidatePolicy policy,
      ReflexiveDiscovery discovery,
      EventLoop loop,
      LoopClock clock,
      BiConsumer<InetSocketAddress, byte[]> send,
      Consumer<IceCandidate> discovered) {
    this.hosts = hosts;
    this.policy = policy;
    this.discovery = discovery;
    this.clock = clock;
    this.send = send;
    this.discovered = discovered;
    this.timer = new LoopTimer(loop, clock, this::advance);
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

  /** All that is known now. */
  public List<IceCandidate> known() {
    List<IceCandidate> all = new ArrayList<>(hosts);
    discovery.addresses().stream().flatMap(a -> reflexive(a).stream()).forEach(all::add);
    return all;
  }

  /** Sends what is due, and wakes up when more is. */
  private void advance() {
    discovery.advance(clock.now());
    for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
      send.accept(next.get().to(), next.get().datagram());
    }
    timer.set(discovery.deadline());
  }

  /** Whether the response was one to a question of ours. */
  public boolean receive(StunMessage message, InetSocketAddress from) {
    if (!discovery.awaits(message.id())) {
      return false;
    }
    discovery.receive(message, from).flatMap(this::reflexive).ifPresent(discovered);
    timer.set(discovery.deadline());
    return true;
  }

  public void close() {
    timer.cancel();
  }

  /** Empty if the server sees us where we said we are, or where no peer could reach us. */
  private Optional<IceCandidate> reflexive(InetSocketAddress address) {
    boolean redundant = hosts.stream().anyMatch(host -> host.address().equals(address));
    return redundant || !policy.allows(address)
        ? Optional.empty()
        : Optional.of(IceCandidate.of(CandidateType.SRFLX, LOCAL_PREFERENCE, address));
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
