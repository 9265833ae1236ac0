package org.rop2p.coordinator.metrics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.InMemorySessionStore;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionInfo;

class MetricsTest {
  private final Tally tally = new Tally();
  private long now;
  private final Metrics metrics = new Metrics(tally, () -> now);

  @Test
  void whatAnAdminWatches() {
    tally.count(Event.BAD_TICKET);
    metrics.login("refused");
    metrics.sockets(() -> 7);
    metrics.rulesVersion(() -> 12);
    metrics.droppedLogLines(() -> 13);
    metrics.offerDelivered(Duration.ofMillis(3));
    metrics.loopLag(Duration.ofMillis(600));
    told(Map.of("links.up.direct", 1L));
    told(
        Map.of(
            "now.peers.linked", 2L,
            "now.nat.cone", 1L,
            "links.up.direct", 4L,
            "links.failed", 1L,
            "bytes.peer.sent", 900L,
            "decisions.chat.offload", 5L,
            "rejects.bad-signature", 2L));
    String text =
        metrics.scrape(
            List.of(
                new SessionInfo("s1", "prontera", 3, Instant.EPOCH),
                new SessionInfo("s2", "prontera", 2, Instant.EPOCH),
                new SessionInfo("s3", "geffen", 1, Instant.EPOCH)));
    for (String line :
        List.of(
            "rop2p_sessions{zone=\"prontera\"} 2.0",
            "rop2p_session_players{zone=\"prontera\"} 5.0",
            "rop2p_players{way=\"p2p\"} 1.0",
            "rop2p_players{way=\"server\"} 0.0",
            "rop2p_links_total{outcome=\"direct\"} 3.0",
            "rop2p_links_total{outcome=\"relay\"} 0.0",
            "rop2p_links_total{outcome=\"failed\"} 1.0",
            "rop2p_signaling_seconds_bucket{le=\"0.001\"} 0",
            "rop2p_signaling_seconds_bucket{le=\"0.005\"} 1",
            "rop2p_peer_bytes_total{direction=\"sent\"} 900.0",
            "rop2p_decisions_total{kind=\"chat\",lane=\"offload\"} 5.0",
            "rop2p_proxy_rejects_total{reason=\"bad-signature\"} 2.0",
            "rop2p_events_total{event=\"bad_ticket\"} 1.0",
            "rop2p_logins_total{outcome=\"refused\"} 1.0",
            "rop2p_event_loop_lag_seconds_count 1",
            "rop2p_sockets 7.0",
            "rop2p_rules_version 12.0",
            "rop2p_log_lines_dropped_total 13.0",
            "rop2p_proxies{nat=\"cone\"} 1.0",
            "rop2p_proxies{nat=\"blocked\"} 0.0",
            "rop2p_nat_links_total{nat=\"cone\",outcome=\"direct\"} 3.0",
            "rop2p_nat_links_total{nat=\"symmetric\",outcome=\"failed\"} 0.0")) {
      assertTrue(text.lines().anyMatch(line::equals), line + " is not in:\n" + text);
    }
    assertFalse(metrics.scrape(List.of()).contains("prontera"), "no session is left there");
  }

  @Test
  void theStoreIsTimed() {
    TimedStore store =
        new TimedStore(
            new InMemorySessionStore(new Capacity(2, 2), new Ids(), () -> Instant.EPOCH), metrics);
    store.hear(notice -> {});
    store.reserve(new Player(7, "ab".repeat(32), "key"), "prontera");
    String text = metrics.scrape(store.sessions().result());
    assertTrue(
        text.contains("rop2p_store_seconds_count{operation=\"reserve\",outcome=\"done\"} 1"), text);
    assertTrue(text.contains("rop2p_sessions{zone=\"prontera\"} 1.0"), text);
  }

  private void told(Map<String, Long> counters) {
    now += Duration.ofSeconds(10).toNanos();
    metrics.stats("socket", counters);
  }
}
