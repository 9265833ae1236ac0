package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.KindCounters.Count;

class KindCountersTest {
  @Test
  void sentIsOffloadedAndMirroredAndServer() {
    long seed = Long.getLong("rop2p.seed", System.nanoTime());
    System.out.println("KindCountersTest rop2p.seed=" + seed);
    Random random = new Random(seed);
    KindCounters counters = new KindCounters();
    Map<Kind, Integer> sent = new EnumMap<>(Kind.class);
    for (int i = 0; i < 1_000; i++) {
      Kind kind = any(Kind.values(), random);
      counters.decided(
          kind, new Decision(any(Lane.values(), random), any(Reason.values(), random)));
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
  void whatCouldNotHaveBeenOffloadedIsCounted() {
    KindCounters counters = new KindCounters();
    counters.decided(Kind.CHAT, Decision.server(Reason.NOT_PROVEN));
    counters.decided(Kind.CHAT, Decision.server(Reason.MUTED));
    counters.decided(Kind.CHAT, new Decision(Lane.MIRROR, Reason.UNCOVERED));
    assertEquals(2, counters.get(Kind.CHAT, Count.PROOF_OR_SAMPLE));
    assertEquals(0, counters.get(Kind.EMOTE, Count.SENT));
    assertEquals(
        Map.of("CHAT.SERVER.NOT_PROVEN", 1L, "CHAT.SERVER.MUTED", 1L, "CHAT.MIRROR.UNCOVERED", 1L),
        counters.decisions());
  }

  @Test
  void rejectsAreCountedByReason() {
    KindCounters counters = new KindCounters();
    counters.rejected("too_far");
    counters.rejected("too_far");
    counters.rejected("loading");
    assertEquals(Map.of("loading", 1L, "too_far", 2L), counters.rejects());
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
