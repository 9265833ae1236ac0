package org.rop2p.proxy.stats;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
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
  private static final JsonMapper JSON = new JsonMapper();

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
      long rolledBack) {
    private void into(ObjectNode json) {
      json.put("sent", sent)
          .put("offloaded", offloaded)
          .put("mirrored", mirrored)
          .put("server", server)
          .put("late_mirrored", lateMirrored)
          .put("proof_or_sample", proofOrSample)
          .put("shown_from_peer", shownFromPeer)
          .put("server_copies_dropped", serverCopiesDropped)
          .put("peer_copies_dropped", peerCopiesDropped)
          .put("rolled_back", rolledBack);
    }
  }

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
      int rttMillis) {
    private void into(ObjectNode json) {
      json.put("local", localFingerprint)
          .put("remote", remoteFingerprint)
          .put("path", path)
          .put("setup_ms", setupMillis)
          .put("rtt_ms", rttMillis);
    }
  }

  /** One line of JSON, its keys as in the documentation of {@code play --stats}. */
  public String toJson(Instant at) {
    ObjectNode json = JSON.createObjectNode();
    json.put("at_ms", at.toEpochMilli());
    json.putObject("relay")
        .put("frames_from_client", relayed.framesFromClient())
        .put("frames_from_server", relayed.framesFromServer())
        .put("bytes_from_client", relayed.bytesFromClient())
        .put("bytes_from_server", relayed.bytesFromServer())
        .put("blind", relayed.blind())
        .put("unreadable", relayed.unreadable());
    ObjectNode perKind = json.putObject("kinds");
    kinds.forEach((kind, stats) -> stats.into(perKind.putObject(kind.label())));
    ArrayNode each = json.putArray("links");
    links.forEach(link -> link.into(each.addObject()));
    ObjectNode decided = json.putObject("decisions");
    decisions.forEach(decided::put);
    ObjectNode rejected = json.putObject("rejects");
    rejects.forEach(rejected::put);
    return json.toString();
  }

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
