package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.world.Condition;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/** Bob is on 100,100 in prontera and is told where Ann walks. */
class InboundCheckTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;

  @ParameterizedTest(name = "walk from {0},100 to {1},100 when {2}: {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          100 ; 105 ; ok          ;
          100 ; 120 ; ok          ;
          100 ; 121 ; ok          ; too_far
          114 ; 110 ; ok          ;
          115 ; 110 ; ok          ; out_of_range
          100 ; 105 ; she sits    ; sitting
          100 ; 105 ; in a room   ;
          100 ; 105 ; loading     ; loading
          100 ; 105 ; in geffen   ; other_map
          100 ; 105 ; out of view ; author_not_in_view
          """)
  void walk(int x, int toX, String when, String reason) {
    assertEquals(reason, refuse(walkTo(toX), x, when));
  }

  @Test
  void whoHasWalkedAwayIsMeasuredWhereHeIsNow() {
    Motion away = new Motion(new Cell(114, 100), new Cell(124, 100), 1_000, 150);
    assertEquals(null, refuse(walkTo(120), ann(away, "ok"), bob("ok"), 1_149));
    assertEquals("out_of_range", refuse(walkTo(120), ann(away, "ok"), bob("ok"), 1_150));
  }

  private static PeerMessage.WalkTo walkTo(int x) {
    return new PeerMessage.WalkTo(
        new PeerMessage.Header(ANN, List.of(BOB), "prontera", 7), 1, new Cell(x, 100));
  }

  private static String refuse(PeerMessage.WalkTo message, int x, String when) {
    Motion there = Motion.standing(new Cell(x, 100), 150);
    return refuse(message, when.equals("out of view") ? null : ann(there, when), bob(when), 0);
  }

  private static String refuse(
      PeerMessage.WalkTo message, PlayerInView ann, OwnState bob, long now) {
    return InboundCheck.refuse(message, bob, ann, now).orElse(null);
  }

  private static OwnState bob(String when) {
    return new OwnState(
        BOB,
        RawText.ascii("Bob"),
        when.equals("in geffen") ? "geffen" : "prontera",
        when.equals("unplaced") ? null : Motion.standing(new Cell(100, 100), 150),
        Condition.NORMAL,
        when.equals("loading"),
        false,
        when.equals("in a room"),
        false,
        Set.of(),
        0);
  }

  private static PlayerInView ann(Motion motion, String when) {
    WorldView world = new WorldView(BOB, RawText.ascii("Bob"), "prontera");
    world.observe(ServerPackets.event(ServerPackets.standing(ANN, 100, 100, "Ann")), 0);
    PlayerInView seen = world.player(ANN).orElseThrow();
    return new PlayerInView(
        ANN,
        seen.name(),
        motion,
        Condition.NORMAL.as(when.equals("she sits") ? Posture.SITTING : Posture.STANDING),
        seen.appearance());
  }
}
