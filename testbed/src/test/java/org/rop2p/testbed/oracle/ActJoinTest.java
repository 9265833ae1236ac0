package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;

class ActJoinTest {
  private static final Content HI = new Content.Line(RawText.ascii("A : hi"));
  private static final Content WAVE = new Content.Emote(3);
  private static final int WAY = 80;

  @Test
  void deedsMeetTheirDecisions() {
    assertEquals(
        List.of(
            act(HI, 100, 180, Fate.ACCEPTED),
            act(HI, 200, 280, Fate.REFUSED),
            act(WAVE, 300, 380, Fate.ACCEPTED)),
        join(
            List.of(new Deed(1, HI, 100), new Deed(1, HI, 200), new Deed(1, WAVE, 300)),
            decision(HI, Fate.ACCEPTED, 180),
            decision(HI, Fate.REFUSED, 280),
            decision(WAVE, Fate.ACCEPTED, 380)));
  }

  @Test
  void whatTheServerNeverHadIsUnseen() {
    assertEquals(List.of(act(HI, 100, 180, Fate.UNSEEN)), join(List.of(new Deed(1, HI, 100))));
  }

  @Test
  void anOffloadedLineIsNotTakenForAnEqualMirroredOneThatFollows() {
    assertEquals(
        List.of(act(HI, 9_000, 9_080, Fate.ACCEPTED), act(HI, 100, 180, Fate.UNSEEN)),
        join(
            List.of(new Deed(1, HI, 100), new Deed(1, HI, 9_000)),
            decision(HI, Fate.ACCEPTED, 9_080)));
  }

  @Test
  void nothingReachesTheServerBeforeItCan() {
    assertEquals(
        List.of(act(HI, 100, 180, Fate.ACCEPTED), act(HI, 170, 250, Fate.ACCEPTED)),
        join(
            List.of(new Deed(1, HI, 100), new Deed(1, HI, 170)),
            decision(HI, Fate.ACCEPTED, 180),
            decision(HI, Fate.ACCEPTED, 250)),
        "the second was sent before the server had the first");
  }

  @Test
  void aStalledServersAnswersAreAllJoined() {
    assertEquals(
        2,
        join(
                List.of(new Deed(1, HI, 100), new Deed(1, HI, 3_000)),
                decision(HI, Fate.ACCEPTED, 8_000),
                decision(HI, Fate.ACCEPTED, 8_000))
            .stream()
            .filter(act -> act.fate() == Fate.ACCEPTED)
            .count());
  }

  @Test
  void afterAStallEqualDeedsMeetTheirDecisionsInOrder() {
    assertEquals(
        List.of(act(HI, 100, 8_000, Fate.ACCEPTED), act(HI, 3_000, 8_100, Fate.REFUSED)),
        join(
            List.of(new Deed(1, HI, 100), new Deed(1, HI, 3_000)),
            decision(HI, Fate.ACCEPTED, 8_000),
            decision(HI, Fate.REFUSED, 8_100)));
  }

  @Test
  void whatNobodySentIsInvented() {
    assertEquals(
        List.of(act(HI, 180, 180, Fate.INVENTED), act(HI, 100, 190, Fate.ACCEPTED)),
        join(
            List.of(new Deed(1, HI, 100)),
            decision(HI, Fate.ACCEPTED, 180),
            decision(HI, Fate.ACCEPTED, 190)));
  }

  private static List<Act> join(List<Deed> deeds, Decision... decisions) {
    return ActJoin.join(deeds, List.of(decisions), WAY);
  }

  private static Decision decision(Content content, Fate fate, long nanos) {
    return new Decision(1, content, fate, nanos, Set.of(), null);
  }

  private static Act act(Content content, long sent, long nanos, Fate fate) {
    return new Act(1, content, sent, nanos, fate, Set.of(), null);
  }
}
