package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Ann speaks, Bea listens: any talk over any two lanes, in virtual time. Every line that the server
 * delivers is on Bea's screen once, in the order in which Ann said them.
 */
class MirroredConversationTest {
  private static final int ANN = 2_000_001;
  private static final int BEA = 2_000_002;
  private static final int EPOCH = 7;

  /** Ann's proxy notices a dead link late, and a new one takes longer than a line by the server. */
  private static final long RELINK_MILLIS = 3_000;

  private enum Fate {
    USUAL,
    /** Ann's proxy was in doubt. */
    SERVER_ONLY,
    /** Bea's proxy was in doubt. */
    REFUSED,
    /** The link dies before the line is across, and Ann's proxy does not notice at once. */
    LINK_DIES,
    /** The server lets nobody hear it, not even Ann. */
    SWALLOWED
  }

  private record Line(
      int gap, String text, int peerDelay, int serverDelay, int echoDelay, Fate fate) {}

  @Property(tries = 3_000)
  void everyLineOnceAndInOrder(@ForAll("talks") List<Line> talk) {
    List<String> said = talk.stream().map(Line::text).toList();
    assertEquals(said, new Conversation().of(talk));
  }

  @Property(tries = 2_000)
  void whatTheServerSwallowsCostsNoOtherLine(@ForAll("talksWithSwallowedLines") List<Line> talk) {
    Map<String, Integer> shown = new HashMap<>();
    new Conversation().of(talk).forEach(text -> shown.merge(text, 1, Integer::sum));
    Map<String, Integer> said = new HashMap<>();
    Map<String, Integer> delivered = new HashMap<>();
    for (Line line : talk) {
      said.merge(line.text(), 1, Integer::sum);
      delivered.merge(line.text(), line.fate() == Fate.SWALLOWED ? 0 : 1, Integer::sum);
    }
    delivered.forEach(
        (text, count) -> {
          int times = shown.getOrDefault(text, 0);
          assertTrue(times >= count, text + " was lost: " + times + " of " + count);
          assertTrue(times <= said.get(text), text + " was doubled: " + times);
        });
  }

  @Provide
  Arbitrary<List<Line>> talks() {
    return talk(
        List.of(
            Tuple.of(12, Fate.USUAL),
            Tuple.of(3, Fate.SERVER_ONLY),
            Tuple.of(1, Fate.REFUSED),
            Tuple.of(1, Fate.LINK_DIES)));
  }

  @Provide
  Arbitrary<List<Line>> talksWithSwallowedLines() {
    return talk(
        List.of(
            Tuple.of(12, Fate.USUAL),
            Tuple.of(2, Fate.SERVER_ONLY),
            Tuple.of(1, Fate.LINK_DIES),
            Tuple.of(2, Fate.SWALLOWED)));
  }

  private static Arbitrary<List<Line>> talk(List<Tuple.Tuple2<Integer, Fate>> fates) {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 300)),
                Tuple.of(1, Arbitraries.integers().between(0, 6_000))),
            Arbitraries.of("lol", "hi", "yes"),
            Arbitraries.integers().between(0, 600),
            Arbitraries.integers().between(0, 1_200),
            Arbitraries.integers().between(0, 1_200),
            Arbitraries.frequency(fates))
        .as(Line::new)
        .list()
        .ofMaxSize(30);
  }

  private static final class Conversation {
    private record Event(long at, int number, Runnable action) {}

    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::number));
    private final Proof<String> proof = new Proof<>(false);
    private final LineHistory history = new LineHistory();
    private final CopyLedger<String> ledger = new CopyLedger<>(true);
    private final List<String> screen = new ArrayList<>();
    private long now;
    private int eventNumber;
    private int sequence;
    private boolean linked = true;
    private boolean wire = true;
    private int wireNumber;
    private long lastPeerArrival;
    private long lastServerArrival;
    private long lastEcho;

    List<String> of(List<Line> talk) {
      long at = 0;
      for (Line line : talk) {
        at += line.gap();
        schedule(at, () -> say(line));
      }
      for (long tick = 0; tick < at + 20_000; tick += 100) {
        schedule(tick, this::tick);
      }
      while (!events.isEmpty()) {
        Event next = events.poll();
        now = next.at();
        next.action().run();
      }
      return screen;
    }

    private void say(Line line) {
      sequence++;
      if (line.fate() == Fate.LINK_DIES && wire) {
        cut(line.peerDelay());
      }
      boolean mirrored = proof.proven() && linked && line.fate() != Fate.SERVER_ONLY;
      proof.sent(line.text(), sequence, now);
      if (line.fate() != Fate.SWALLOWED) {
        lastServerArrival = Math.max(lastServerArrival, now + line.serverDelay());
        schedule(lastServerArrival, () -> serverBrings(line.text()));
        lastEcho = Math.max(lastEcho, now + line.echoDelay());
        schedule(lastEcho, () -> proof.echoed(line.text(), now));
      }
      if (mirrored) {
        LineHistory.Unsent unsent = history.newestUnsentTo(BEA, now);
        CopyLedger.Message<String> message =
            new CopyLedger.Message<>(
                ANN, EPOCH, sequence, unsent.sequence(), unsent.ageMillis(), line.text());
        overPeerLane(line.peerDelay(), () -> peerBrings(message, line.fate() == Fate.REFUSED));
      }
      history.said(sequence, mirrored ? Set.of(BEA) : Set.of(), now);
    }

    private void tick() {
      for (int unanswered : proof.expire(now)) {
        if (linked) {
          overPeerLane(50, () -> ledger.noServerCopy(ANN, EPOCH, unanswered));
        }
      }
    }

    private void cut(long unnoticed) {
      wire = false;
      wireNumber++;
      schedule(now + unnoticed, () -> linked = false);
      schedule(
          now + unnoticed + RELINK_MILLIS,
          () -> {
            linked = true;
            wire = true;
          });
    }

    private void overPeerLane(long delay, Runnable arrival) {
      if (wire) {
        int sentOver = wireNumber;
        lastPeerArrival = Math.max(lastPeerArrival, now + delay);
        schedule(
            lastPeerArrival,
            () -> {
              if (sentOver == wireNumber) {
                arrival.run();
              }
            });
      }
    }

    private void peerBrings(CopyLedger.Message<String> message, boolean refused) {
      if (refused) {
        ledger.peerCopyRefused(message, now);
      } else if (ledger.peerCopy(message, now) == CopyLedger.Verdict.SHOW) {
        screen.add(message.content());
      }
    }

    private void serverBrings(String text) {
      if (!ledger.serverCopyIsDuplicate(ANN, text, now)) {
        screen.add(text);
      }
    }

    private void schedule(long at, Runnable action) {
      events.add(new Event(at, eventNumber++, action));
    }
  }
}
