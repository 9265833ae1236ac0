package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.testbed.oracle.Story.ALICE;
import static org.rop2p.testbed.oracle.Story.BOB;
import static org.rop2p.testbed.oracle.Story.CAROL;
import static org.rop2p.testbed.oracle.Story.cell;
import static org.rop2p.testbed.oracle.Story.line;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Upstream.Uncovered;

/** Alice has a proxy, Carol has none. */
class UpstreamTest {
  private static final Content WALK = new Content.Walk(cell(110));

  private final Story story = new Story().enters(ALICE, 0, "prontera", 100);

  @ParameterizedTest(name = "Carol {0} cells away, {1}: {2} sent, {3} reached")
  @CsvSource({
    " 3, ACCEPTED, 2, 2",
    " 3, UNSEEN,   2, 0",
    " 3, REFUSED,  2, 2",
    " 3, INVENTED, 0, 0",
    " 9, UNSEEN,   2, 0",
    "10, UNSEEN,   1, 0", // too far for chat, near enough for the emote
    "15, UNSEEN,   0, 0",
  })
  void whatSomebodyWithoutALinkCanHearMustReachTheServer(
      int cells, Fate fate, int sent, int reached) {
    story.enters(CAROL, 0, "prontera", 100 + cells);
    story.acts(line("hi"), 10_000, fate).acts(new Content.Emote(3), 10_000, fate);
    assertEquals(
        new Uncovered(sent, reached),
        Upstream.uncovered(story.evidence(), Set.of(ALICE, BOB), Set.of(CAROL)));
    assertEquals(
        new Uncovered(0, 0),
        Upstream.uncovered(story.evidence(), Set.of(BOB), Set.of(CAROL)),
        "nor may who has no proxy");
  }

  @ParameterizedTest(name = "Carol {0} cells away, then {1}: {2}")
  @CsvSource({"9, 10, 1", "10, 9, 1", "8, 9, 1", "10, 11, 0"})
  void whoIsInRangeAtAnyMomentOfTheWayCounts(int before, int after, int sent) {
    story.enters(CAROL, 0, "prontera", 100 + before).moves(CAROL, 9_990, 100 + after);
    story.acts(line("hi"), 10_000, Fate.ACCEPTED, CAROL);
    assertEquals(sent, Upstream.uncovered(story.evidence(), Set.of(ALICE), Set.of(CAROL)).sent());
  }

  @Test
  void aClickWaitsFromItsSendingToTheFirstStepLessTheWay() {
    story.acts(new Content.Walk(cell(110)), 10_000, 10_300, Fate.ACCEPTED, BOB);
    double way = story.evidence().timing().toServerNanos() / 1e6;
    assertEquals(List.of(300 - way), Upstream.clickWaits(story.evidence(), Set.of(ALICE)));
    assertEquals(List.of(), Upstream.clickWaits(story.evidence(), Set.of(BOB)));
  }

  @ParameterizedTest(name = "{0}, paced {1} ms, next click after {2} ms: {3} swallowed")
  @CsvSource({
    "ACCEPTED,    0, 5000, 0",
    "OVERTAKEN,   0, 5000, 0",
    "UNSEEN,      0,  200, 1", // mirrored walks all reach the server
    "UNSEEN,   1500,  200, 0",
    "UNSEEN,   1500, 1600, 1", // paced ones unless a newer one follows soon
  })
  void aSwallowedWalkIsFound(Fate fate, int paced, int next, int swallowed) {
    story.acts(WALK, 10_000, fate);
    story.acts(new Content.Walk(cell(90)), 10_000 + next, Fate.ACCEPTED);
    assertEquals(swallowed, Upstream.swallowed(story.evidence(), Duration.ofMillis(paced)).size());
  }

  @Test
  void aroundAMapChangeAndAtTheEndAClickMayComeToNothing() {
    story.acts(WALK, 10_000, Fate.UNSEEN).enters(ALICE, 10_500, "prontera", 50);
    story.acts(WALK, Story.END - 500, Fate.UNSEEN);
    assertEquals(0, Upstream.swallowed(story.evidence(), Duration.ZERO).size());
  }
}
