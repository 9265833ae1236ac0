package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;

/** A crowd that stands where it is and talks; faults are planted and must be counted exactly. */
class OracleCrowdTest {
  private static final int PLAYERS = 12;
  private static final int LINES = 600;
  private static final long MS = 1_000_000L;

  @Test
  void plantedFaultsAreCountedAndNothingElse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Integer, Cell> cells = new HashMap<>();
    Map<Integer, Presence> presence = new HashMap<>();
    for (int player = 1; player <= PLAYERS; player++) {
      Cell at = new Cell(100 + random.nextInt(20), 100 + random.nextInt(20));
      cells.put(player, at);
      presence.put(player, Presence.builder().entered(0, "prontera", at).build());
    }
    List<Act> acts = new ArrayList<>();
    List<Display> displays = new ArrayList<>();
    List<Display> sure = new ArrayList<>();
    for (int line = 0; line < LINES; line++) {
      int author = 1 + random.nextInt(PLAYERS);
      long at = (2_000 + line * 37L) * MS;
      // A few texts only, so that equal lines of one author overlap in time.
      Content text = new Content.Line(RawText.ascii("line " + random.nextInt(3)));
      Set<Integer> heard = new HashSet<>();
      for (int observer = 1; observer <= PLAYERS; observer++) {
        int distance = cells.get(author).distance(cells.get(observer));
        if (distance <= Kind.CHAT.range()) {
          // Lanes differ by less than the pause between lines, so that order is kept.
          long delay = random.nextBoolean() ? 75 : 85;
          Display display = new Display(observer, author, text, at + delay * MS);
          displays.add(display);
          heard.add(observer);
        }
      }
      // What peers alone carried is judged by the distance, so that only what is near is sure; and
      // farther away the display of such a line may stand for that of an equal one.
      boolean offloaded = random.nextBoolean();
      acts.add(
          new Act(
              author,
              text,
              at - 80 * MS,
              at,
              offloaded ? Fate.UNSEEN : Fate.ACCEPTED,
              offloaded ? Set.of() : heard,
              null));
      displays.stream()
          .filter(display -> display.nanos() > at)
          .filter(
              display ->
                  cells.get(author).distance(cells.get(display.observer()))
                      <= Kind.CHAT.range() - 2)
          .filter(display -> display.author() == author && display.content().equals(text))
          .forEach(sure::add);
    }
    Timing timing = new Timing(80 * MS, (2_000 + LINES * 37L + 10_000) * MS, List.of());
    List<Integer> observers = List.copyOf(presence.keySet());
    Judgement fair =
        Oracle.judge(new Evidence(acts, presence, observers, displays, List.of(), timing));
    assertTrue(fair.clean(), () -> "seed " + seed + ": " + fair.counts());
    assertEquals(displays.size(), fair.count(Kind.CHAT).shown(), () -> "seed " + seed);
    assertEquals(0, fair.count(Kind.CHAT).undecided(), () -> "seed " + seed);

    List<Display> faulty = new ArrayList<>(displays);
    Display lost = sure.get(sure.size() - 1);
    faulty.remove(lost);
    Display twice = sure.get(0);
    faulty.add(new Display(twice.observer(), twice.author(), twice.content(), twice.nanos() - MS));
    faulty.add(new Display(1, 2, new Content.Line(RawText.ascii("never said")), 5_000 * MS));
    Count count =
        Oracle.judge(new Evidence(acts, presence, observers, faulty, List.of(), timing))
            .count(Kind.CHAT);
    assertEquals(1, count.unexpected(), () -> "seed " + seed);
    // Two faults of one author before one screen with one text may cancel each other out.
    boolean sameStream =
        lost.author() == twice.author()
            && lost.observer() == twice.observer()
            && lost.content().equals(twice.content());
    if (!sameStream) {
      assertEquals(1, count.lost(), () -> "seed " + seed);
      assertEquals(1, count.duplicated(), () -> "seed " + seed);
    }
  }
}
