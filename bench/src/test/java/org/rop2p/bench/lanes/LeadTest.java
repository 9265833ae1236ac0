package org.rop2p.bench.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeadTest {
  private static final Said WALK = new Said(Kind.WALK, 1, "there");

  private static long at(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Map<Said, NavigableSet<Long>> screen(long... millis) {
    NavigableSet<Long> times = new TreeSet<>();
    for (long one : millis) {
      times.add(at(one));
    }
    return Map.of(WALK, times);
  }

  @Test
  void eachActIsJoinedWithWhatWasShownNextOnBothScreens() {
    List<Lead> leads =
        Lead.join(
            List.of(new Lead.Act(WALK, at(1_000)), new Lead.Act(WALK, at(9_000))),
            screen(900, 1_010, 1_090, 9_020),
            screen(1_150, 9_140));
    assertEquals(List.of(new Lead(Kind.WALK, 10, 150), new Lead(Kind.WALK, 20, 140)), leads);
    assertEquals(140, leads.get(0).earlierMillis());
  }

  @Test
  void whatOneScreenNeverShowedIsLeftOut() {
    List<Lead.Act> acts = List.of(new Lead.Act(WALK, at(1_000)));
    assertEquals(List.of(), Lead.join(acts, screen(1_010), Map.of()));
    assertEquals(List.of(), Lead.join(acts, screen(1_010), screen(999, 3_501)));
  }
}
