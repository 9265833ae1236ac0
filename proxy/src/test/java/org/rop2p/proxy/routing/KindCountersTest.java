package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.KindCounters.Count;

class KindCountersTest {
  @Property(tries = 100)
  void sentIsOffloadedAndMirroredAndServer(
      @ForAll List<Kind> kinds, @ForAll List<Lane> lanes, @ForAll List<Reason> reasons) {
    KindCounters counters = new KindCounters();
    Map<Kind, Integer> sent = new EnumMap<>(Kind.class);
    for (int i = 0; i < Math.min(kinds.size(), Math.min(lanes.size(), reasons.size())); i++) {
      Kind kind = kinds.get(i);
      counters.decided(kind, new Decision(lanes.get(i), reasons.get(i)));
      sent.merge(kind, 1, Integer::sum);
    }
    for (Kind kind : Kind.values()) {
      assertEquals((long) sent.getOrDefault(kind, 0), counters.get(kind, Count.SENT));
      assertEquals(
          counters.get(kind, Count.SENT),
          counters.get(kind, Count.OFFLOADED)
              + counters.get(kind, Count.MIRRORED)
              + counters.get(kind, Count.SERVER));
    }
    assertEquals(
        sent.values().stream().mapToLong(n -> n).sum(),
        counters.decisions().values().stream().mapToLong(n -> n).sum());
  }

  @Test
  void aMessageSentForProofIsCountedAsOne() {
    KindCounters counters = new KindCounters();
    counters.decided(Kind.CHAT, Decision.server(Reason.NOT_PROVEN));
    counters.decided(Kind.CHAT, Decision.server(Reason.MUTED));
    assertEquals(1, counters.get(Kind.CHAT, Count.PROOF_OR_SAMPLE));
    assertEquals(0, counters.get(Kind.EMOTE, Count.SENT));
    assertEquals(
        Map.of("CHAT.SERVER.NOT_PROVEN", 1L, "CHAT.SERVER.MUTED", 1L), counters.decisions());
  }

  @Test
  void rejectsAreCountedByReason() {
    KindCounters counters = new KindCounters();
    counters.rejected("too_far");
    counters.rejected("too_far");
    counters.rejected("loading");
    assertEquals(Map.of("loading", 1L, "too_far", 2L), counters.rejects());
  }
}
