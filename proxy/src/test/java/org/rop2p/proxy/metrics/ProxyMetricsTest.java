package org.rop2p.proxy.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.Presence.Reach;
import org.rop2p.proxy.relay.PassTimes;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.Decision;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.Reason;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.words.Standing;
import org.rop2p.proxy.words.Standing.State;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;

class ProxyMetricsTest {
  private final KindCounters counters = new KindCounters();
  private final LinkTotals totals = new LinkTotals();
  private final List<ProxyStats.LinkStats> links = new ArrayList<>();
  private final List<CharacterView> characters = new ArrayList<>();
  private final PassTimes passTimes = new PassTimes();
  private final ProxyMetrics metrics =
      new ProxyMetrics(
          passTimes,
          () ->
              ProxyStats.of(
                  new RelayCounters.Snapshot(1, 2, 30, 40, 0, 0), counters, List.copyOf(links)),
          totals::snapshot,
          () -> List.copyOf(characters));

  @Test
  void showsWhatStandsNowWithKindLaneAndReason() {
    counters.decided(Kind.CHAT, new Decision(Lane.OFFLOAD, Reason.ALLOWED));
    counters.decided(Kind.CHAT, new Decision(Lane.SERVER, Reason.NOT_PROVEN));
    counters.rejected("too_often");
    assertEquals(
        "1.0", value("decisions_total{kind=\"chat\",lane=\"offload\",reason=\"allowed\"}"));
    counters.decided(Kind.CHAT, new Decision(Lane.OFFLOAD, Reason.ALLOWED));
    assertEquals(
        "2.0", value("decisions_total{kind=\"chat\",lane=\"offload\",reason=\"allowed\"}"));
    assertEquals(
        "1.0", value("decisions_total{kind=\"chat\",lane=\"server\",reason=\"not_proven\"}"));
    assertEquals("2.0", value("messages_total{kind=\"chat\",lane=\"offload\"}"));
    assertEquals("1.0", value("rejected_total{reason=\"too_often\"}"));
    assertEquals("30.0", value("relay_bytes_total{from=\"client\"}"));
  }

  @Test
  void showsLinksByPath() {
    links.add(new ProxyStats.LinkStats("a", "b", "direct", 100, 20));
    links.add(new ProxyStats.LinkStats("a", "c", "direct", 100, 40));
    links.add(new ProxyStats.LinkStats("a", "d", "direct", 100, -1));
    totals.up(new LinkUp(LinkPath.RELAY, 250), false);
    assertEquals("3.0", value("links_open{path=\"direct\"}"));
    assertEquals("0.0", value("links_open{path=\"relay\"}"));
    assertEquals("0.02", value("link_rtt_median_seconds{path=\"direct\"}"));
    assertEquals("0.04", value("link_rtt_max_seconds{path=\"direct\"}"));
    assertEquals("NaN", value("link_rtt_max_seconds{path=\"relay\"}"));
    assertEquals("1.0", value("links_total{outcome=\"relay\"}"));
    assertEquals("0.25", value("link_setup_seconds_total"));
    links.clear();
    assertEquals("0.0", value("links_open{path=\"direct\"}"));
  }

  @Test
  void showsCharactersAndWhomTheySee() {
    characters.add(
        new CharacterView(
            1,
            RawText.ascii("Bob"),
            "prontera",
            Optional.empty(),
            new Standing(State.UP, "prontera", 1, 1),
            ZoneLanes.OFF,
            List.of(seen(Reach.DIRECT, 120), seen(Reach.SERVER, -1))));
    assertEquals("1.0", value("characters{state=\"up\"}"));
    assertEquals("1.0", value("players_in_view{lane=\"direct\"}"));
    assertEquals("1.0", value("players_in_view{lane=\"server\"}"));
    assertEquals("0.12", value("head_start_median_seconds"));
    characters.clear();
    assertEquals("0.0", value("characters{state=\"up\"}"));
    assertEquals("NaN", value("head_start_median_seconds"));
  }

  private static CharacterView.Seen seen(Reach reach, int earlier) {
    return new CharacterView.Seen(
        2,
        RawText.ascii("Ann"),
        new Cell(1, 1),
        reach,
        OptionalInt.empty(),
        earlier < 0 ? OptionalInt.empty() : OptionalInt.of(earlier));
  }

  private String value(String name) {
    String scraped = metrics.scrape();
    String start = "rop2p_proxy_" + name + " ";
    List<String> lines = scraped.lines().filter(line -> line.startsWith(start)).toList();
    assertTrue(lines.size() == 1, () -> name + " in\n" + scraped);
    return lines.get(0).substring(start.length());
  }
}
