package org.rop2p.proxy.stats;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;

/**
 * What a proxy has done since its start, at one moment. Immutable.
 *
 * @param decisions routing decisions by {@code KIND.LANE.REASON}
 * @param rejects refused peer messages by reason
 */
public record ProxyStats(
    RelayCounters.Snapshot relayed,
    Map<Kind, KindStats> kinds,
    List<LinkStats> links,
    Map<String, Long> decisions,
    Map<String, Long> rejects) {

  /**
   * One kind of message. {@code sent = offloaded + mirrored + server}.
   *
   * @param shownFromPeer peer copies that were first on the screen
   */
  public record KindStats(
      long sent,
      long offloaded,
      long mirrored,
      long server,
      long lateMirrored,
      long proofOrSample,
      long shownFromPeer,
      long serverCopiesDropped,
      long peerCopiesDropped,
      long rolledBack) {}

  /**
   * A link that is up.
   *
   * @param rttMillis -1 before the first measurement
   */
  public record LinkStats(
      String localFingerprint,
      String remoteFingerprint,
      String path,
      long setupMillis,
      int rttMillis) {}

  /** The counters as they stand now. */
  public static ProxyStats of(
      RelayCounters.Snapshot relayed, KindCounters counters, List<LinkStats> links) {
    Map<Kind, KindStats> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kinds.put(
          kind,
          new KindStats(
              counters.get(kind, Count.SENT),
              counters.get(kind, Count.OFFLOADED),
              counters.get(kind, Count.MIRRORED),
              counters.get(kind, Count.SERVER),
              counters.get(kind, Count.LATE_MIRRORED),
              counters.get(kind, Count.PROOF_OR_SAMPLE),
              counters.get(kind, Count.SHOWN_FROM_PEER),
              counters.get(kind, Count.SERVER_COPY_DROPPED),
              counters.get(kind, Count.PEER_COPY_DROPPED),
              counters.get(kind, Count.ROLLED_BACK)));
    }
    return new ProxyStats(relayed, kinds, links, counters.decisions(), counters.rejects());
  }
}
