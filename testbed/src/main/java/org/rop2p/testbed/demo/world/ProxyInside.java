package org.rop2p.testbed.demo.world;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.stats.ProxyStats.KindStats;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.transport.LinkPath;

/** A proxy that is an object in this JVM. */
final class ProxyInside implements PlayedProxy {
  private final WeakLine line;
  private final RoProxy proxy;

  ProxyInside(ProxyConfig config, int stunPort) {
    line = new WeakLine(stunPort);
    proxy = RoProxy.start(config, line);
  }

  @Override
  public InetSocketAddress login() {
    return proxy.listenAddress();
  }

  @Override
  public List<LinkSight> links() {
    return proxy.stats().links().stream()
        .map(
            link ->
                new LinkSight(
                    link.localFingerprint(),
                    link.remoteFingerprint(),
                    link.path().equals(LinkPath.RELAY.label()),
                    link.setupMillis(),
                    link.rttMillis()))
        .toList();
  }

  @Override
  public Map<Kind, LaneCount> lanes() {
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    proxy
        .stats()
        .kinds()
        .forEach((kind, count) -> lanes.put(Kind.valueOf(kind.name()), lane(count)));
    return lanes;
  }

  @Override
  public Map<String, Long> reasons() {
    Map<String, Long> reasons = new TreeMap<>(proxy.stats().decisions());
    proxy.stats().rejects().forEach((reason, count) -> reasons.put("rejected." + reason, count));
    return reasons;
  }

  private static LaneCount lane(KindStats count) {
    return new LaneCount(
        count.sent(),
        count.offloaded(),
        count.mirrored(),
        count.server(),
        count.lateMirrored(),
        count.proofOrSample(),
        count.shownFromPeer(),
        count.serverCopiesDropped());
  }

  @Override
  public void line(String command) {
    line.obey(command);
  }

  @Override
  public void close() {
    proxy.close();
  }
}
