package org.rop2p.proxy.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.Decision;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.Reason;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.NatType;

class CoordinatorStatsTest {
  private final KindCounters counters = new KindCounters();
  private final LinkTotals links = new LinkTotals();

  @Test
  void everyNameAndWhereItComesFrom() {
    counters.decided(Kind.CHAT, new Decision(Lane.OFFLOAD, Reason.ALLOWED));
    counters.decided(Kind.EMOTE, new Decision(Lane.MIRROR, Reason.UNCOVERED));
    counters.decided(Kind.MOVEMENT, new Decision(Lane.SERVER, Reason.POLICY));
    counters.count(Kind.CHAT, Count.LATE_MIRRORED);
    counters.rejected("author_muted");
    for (int i = 0; i < 5; i++) {
      links.attempted();
    }
    links.up(new LinkUp(LinkPath.DIRECT, 100), false);
    links.up(new LinkUp(LinkPath.DIRECT, 30), true);
    links.up(new LinkUp(LinkPath.RELAY, 7), true);
    links.ended(true);
    links.ended(false);
    links.sent(11);
    links.received(22);
    String expected =
        """
        bytes.peer.received 22
        bytes.peer.sent 11
        bytes.server.received 4000
        bytes.server.sent 3000
        decisions.chat.mirror 0
        decisions.chat.offload 1
        decisions.chat.server 0
        decisions.emote.mirror 1
        decisions.emote.offload 0
        decisions.emote.server 0
        decisions.movement.mirror 0
        decisions.movement.offload 0
        decisions.movement.server 1
        fallbacks 1
        links.attempted 5
        links.down 1
        links.failed 1
        links.setup_millis 137
        links.up.direct 2
        links.up.probed 1
        links.up.relay 1
        now.links.direct 2
        now.links.relay 3
        now.nat.symmetric 1
        now.peers.in_view 9
        now.peers.linked 8
        rejects.author_muted 1
        """;
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(stats()).forEach((name, value) -> lines.append(name + " " + value + "\n"));
    assertEquals(expected, lines.toString());
  }

  @Test
  void thereIsRoomForTheRejectsThatMatterAndTheRestIsOne() {
    for (int i = 1; i <= 200; i++) {
      for (int j = 0; j < i; j++) {
        counters.rejected("reason_" + i);
      }
    }
    Map<String, Long> stats = new ClientMessage.Stats(stats()).counters();
    assertEquals(Limits.MAX_COUNTERS, stats.size());
    assertEquals(200L, stats.get("rejects.reason_200"));
    long rejects =
        stats.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("rejects."))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertEquals(200 * 201 / 2, rejects);
  }

  private Map<String, Long> stats() {
    return CoordinatorStats.of(
        new CoordinatorStats.Levels(2, 3, 9, 8, NatType.SYMMETRIC),
        links.snapshot(),
        new RelayCounters.Snapshot(1, 2, 3_000, 4_000, 0, 0),
        counters);
  }
}
