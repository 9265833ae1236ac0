package org.rop2p.transport.survey;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.rop2p.transport.gather.NatView;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** Asks STUN servers from one socket until they have told enough. Without I/O; event loop only. */
final class NatQuestion {
  /** Two servers on different addresses tell a cone from a symmetric NAT. */
  private static final int ENOUGH = 2;

  private final ReflexiveDiscovery discovery;
  private final Base base;
  private final List<InetSocketAddress> own;
  private final List<InetSocketAddress> servers;
  private final BiConsumer<InetSocketAddress, byte[]> send;
  private final CompletableFuture<NatReport> answer = new CompletableFuture<>();

  /**
   * Asks nobody yet.
   *
   * @param own addresses of this machine, with the socket's port
   * @param servers resolved
   * @param send a datagram
   */
  NatQuestion(
      Base base,
      List<InetSocketAddress> own,
      List<InetSocketAddress> servers,
      RandomGenerator random,
      BiConsumer<InetSocketAddress, byte[]> send,
      long now) {
    Duration unused = Duration.ofSeconds(1);
    this.base = base;
    this.own = own;
    this.servers = servers.stream().filter(base::reaches).distinct().toList();
    this.send = send;
    this.discovery =
        new ReflexiveDiscovery(
            base, IceSettings.of(unused, unused, unused, 1), new CheckPacer(), random);
    discovery.add(this.servers, now);
    if (this.servers.isEmpty()) {
      answer.complete(report());
    }
  }

  CompletableFuture<NatReport> answer() {
    return answer;
  }

  /** Sends what is due; when to do so again is {@link #deadline}. */
  void advance(long now) {
    discovery.advance(now);
    for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
      send.accept(next.get().route().remote(), next.get().datagram());
    }
  }

  long deadline() {
    return answer.isDone() ? Long.MAX_VALUE : discovery.deadline();
  }

  /** Takes a datagram; anything but an answer that is awaited is ignored. */
  void receive(byte[] datagram, InetSocketAddress from) {
    StunMessage.decode(datagram)
        .filter(message -> discovery.awaits(message.id()))
        .ifPresent(message -> discovery.receive(message, new Route(base, from)));
    Map<InetSocketAddress, InetSocketAddress> mapped = discovery.mapped();
    if (mapped.size() == servers.size() || differentServers(mapped) >= ENOUGH) {
      answer.complete(report());
    }
  }

  /** What is known when nobody wants to wait any longer. */
  void end() {
    answer.complete(report());
  }

  private NatReport report() {
    Map<InetSocketAddress, InetSocketAddress> mapped = discovery.mapped();
    NatView view = NatView.of(own, mapped);
    return new NatReport(view.kind(), servers.size(), mapped, view.carrier());
  }

  private static int differentServers(Map<InetSocketAddress, InetSocketAddress> mapped) {
    Set<InetAddress> different = new HashSet<>();
    mapped.keySet().stream()
        .map(InetSocketAddress::getAddress)
        .filter(Inet4Address.class::isInstance)
        .forEach(different::add);
    return different.size();
  }
}
