package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;

class ActJoinTest {
  private static final Content HI = new Content.Line(RawText.ascii("A : hi"));
  private static final Content WAVE = new Content.Emote(3);

  @Test
  void deedsMeetDecisionsOldestFirst() {
    List<Act> acts =
        ActJoin.join(
            List.of(new Deed(1, HI, 100), new Deed(1, HI, 200), new Deed(1, WAVE, 300)),
            List.of(
                new Decision(1, HI, Fate.ACCEPTED, 180),
                new Decision(1, HI, Fate.REFUSED, 280),
                new Decision(1, WAVE, Fate.ACCEPTED, 380)),
            80);
    assertEquals(
        List.of(
            new Act(1, HI, 100, 180, Fate.ACCEPTED),
            new Act(1, HI, 200, 280, Fate.REFUSED),
            new Act(1, WAVE, 300, 380, Fate.ACCEPTED)),
        acts);
  }

  @Test
  void whatTheServerNeverHadIsUnseen() {
    assertEquals(
        List.of(new Act(1, HI, 100, 180, Fate.UNSEEN)),
        ActJoin.join(List.of(new Deed(1, HI, 100)), List.of(), 80));
  }

  @Test
  void whatNobodySentIsInvented() {
    assertEquals(
        List.of(new Act(1, HI, 100, 180, Fate.ACCEPTED), new Act(1, HI, 190, 190, Fate.INVENTED)),
        ActJoin.join(
            List.of(new Deed(1, HI, 100)),
            List.of(
                new Decision(1, HI, Fate.ACCEPTED, 180), new Decision(1, HI, Fate.ACCEPTED, 190)),
            80));
  }
}
