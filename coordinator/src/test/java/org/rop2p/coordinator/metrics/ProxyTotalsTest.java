package org.rop2p.coordinator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyTotalsTest {
  private static final String SENT = "bytes.peer.sent";

  private final ProxyTotals totals = new ProxyTotals();
  private long now;

  private void told(Object socket, Map<String, Long> counters) {
    now += Duration.ofSeconds(10).toNanos();
    totals.stats(socket, counters, now);
  }

  @Test
  void totalsGrowByWhatEachSocketGrewBy() {
    told("a", Map.of(SENT, 500L));
    assertEquals(0, totals.total(SENT), "the first report is where counting begins");
    told("a", Map.of(SENT, 700L));
    told("b", Map.of(SENT, 10L));
    told("b", Map.of(SENT, 40L));
    assertEquals(230, totals.total(SENT));
    totals.gone("a");
    assertEquals(230, totals.total(SENT), "nothing is taken back");
    told("a2", Map.of(SENT, 800L));
    told("a2", Map.of(SENT, 850L));
    assertEquals(280, totals.total(SENT), "the same proxy on its next socket counts no byte twice");
  }

  @Test
  void aCounterThatGoesBackwardsBeginsAgain() {
    told("a", Map.of(SENT, 500L));
    told("a", Map.of(SENT, 3L));
    told("a", Map.of(SENT, 5L));
    assertEquals(2, totals.total(SENT));
  }

  @Test
  void levelsAreThoseOfOpenSockets() {
    told("a", Map.of("now.peers.linked", 3L));
    told("b", Map.of("now.peers.linked", 0L));
    told("c", Map.of("now.peers.linked", Long.MAX_VALUE));
    assertEquals(3 + ProxyTotals.HIGHEST_LEVEL, totals.level("now.peers.linked"));
    assertEquals(3, totals.reporting());
    assertEquals(2, totals.linked());
    totals.gone("c");
    told("a", Map.of("now.peers.linked", 1L));
    assertEquals(1, totals.level("now.peers.linked"));
    assertEquals(0, totals.total("now.peers.linked"));
  }

  @Test
  void aLiarAddsNoMoreThanALineCarries() {
    told("a", Map.of());
    for (int i = 0; i < 5; i++) {
      told("a", Map.of(SENT, i % 2 == 0 ? Long.MAX_VALUE : 0L, "fallbacks", Long.MAX_VALUE));
    }
    assertEquals(3 * 10 * ProxyTotals.BYTES_PER_SECOND, totals.total(SENT));
    assertEquals(10 * ProxyTotals.EVENTS_PER_SECOND, totals.total("fallbacks"));
    for (int i = 0; i < 1_000; i++) {
      totals.stats("a", Map.of(SENT, i % 2 == 0 ? Long.MAX_VALUE : 0L), now);
    }
    assertEquals(
        3 * 10 * ProxyTotals.BYTES_PER_SECOND, totals.total(SENT), "no time, so no growth");
  }

  @Test
  void linksCountForTheNatThatIsToldWithThem() {
    told("a", Map.of());
    told("a", Map.of("now.nat.cone", 1L, "links.up.direct", 2L));
    told("a", Map.of("now.nat.symmetric", 1L, "links.up.direct", 3L, "links.failed", 1L));
    told("a", Map.of("now.nat.mars", 1L, "links.failed", 2L));
    told("a", Map.of("now.nat.cone", 1L, "now.nat.none", 9L, "links.failed", 3L));
    assertEquals(new LinkCounts(2, 0, 0, 0), totals.links("cone"));
    assertEquals(new LinkCounts(1, 0, 1, 0), totals.links("symmetric"));
    assertEquals(new LinkCounts(0, 0, 2, 0), totals.links("unknown"), "none, or several");
    assertEquals(new LinkCounts(3, 0, 3, 0), totals.links());
    assertEquals(1, totals.reporting("unknown"));
    assertEquals(0, totals.reporting("cone"));
  }

  @Test
  void namesAreBounded() {
    told("a", Map.of());
    told("a", Map.of("my.own", 5L, "decisions.chat.offload", 2L, "decisions.chat.mars", 9L));
    assertEquals(0, totals.total("my.own"));
    assertEquals(2, totals.total("decisions.chat.offload"));
    assertEquals(0, totals.total("decisions.chat.mars"));
    for (int i = 0; i < 1_000; i++) {
      told("a", Map.of("rejects.r" + i, 1L));
    }
    assertTrue(totals.rejects().size() <= ProxyTotals.MOST_REASONS + 1);
    assertEquals(1_000 - ProxyTotals.MOST_REASONS, totals.total(ProxyTotals.OTHER_REJECTS));
  }
}
