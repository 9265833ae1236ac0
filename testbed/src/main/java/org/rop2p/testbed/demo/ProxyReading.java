package org.rop2p.testbed.demo;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.stats.ProxyStats.KindStats;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.transport.LinkPath;

/** A proxy's own numbers in the demo's terms. */
final class ProxyReading {
  private ProxyReading() {}

  /** The links that are up. */
  static List<LinkSight> links(RoProxy proxy) {
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

  static Map<Kind, LaneCount> lanes(RoProxy proxy) {
    ProxyStats stats = proxy.stats();
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    stats.kinds().forEach((kind, count) -> lanes.put(Kind.valueOf(kind.name()), lane(count)));
    return lanes;
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
}
