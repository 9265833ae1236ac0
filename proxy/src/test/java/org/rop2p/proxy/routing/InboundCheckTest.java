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

/** Bob is on 100,100 in prontera and is told what Ann says, shows or walks. */
class InboundCheckTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;

  @ParameterizedTest(name = "[{0}] from {1},100 when {2}: {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          Ann : hi        ; 100 ; ok             ;
          Ann : hi        ; 109 ; ok             ;
          Ann : hi        ; 110 ; ok             ; out_of_range
          Ann : hi        ; 91  ; ok             ;
          Ann : hi        ; 90  ; ok             ; out_of_range
          Ann : @where    ; 100 ; ok             ;
          Bob : hi        ; 100 ; ok             ; not_his_name
          Anna : hi       ; 100 ; ok             ; not_his_name
          ann : hi        ; 100 ; ok             ; not_his_name
          Ann: hi         ; 100 ; ok             ; not_his_name
          "Ann : "        ; 100 ; ok             ; not_his_name
          Ann             ; 100 ; ok             ; not_his_name
          Ann : hi        ; 100 ; nameless       ; not_his_name
          Ann : hi        ; 100 ; in a room      ; in_chat_room
          Ann : hi        ; 100 ; loading        ; loading
          Ann : hi        ; 100 ; unplaced       ; loading
          Ann : hi        ; 100 ; in geffen      ; other_map
          Ann : hi        ; 100 ; out of view    ; author_not_in_view
          Ann : hi        ; 100 ; she sits       ;
          """)
  void line(String text, int x, String when, String reason) {
    assertEquals(
        reason, refuse(new PeerMessage.Line(header(), 0, 0, RawText.ascii(text)), x, when));
  }

  @ParameterizedTest(name = "byte {0}: {1}")
  @CsvSource({
    "0, control_character",
    "9, control_character",
    "10, control_character",
    "31, control_character",
    "32,",
    "127,",
    "176,",
    "255,"
  })
  void charactersTheClientDoesNotAccept(int character, String reason) {
    RawText text = RawText.ascii("Ann : a").plus(RawText.of(new byte[] {(byte) character}));
    assertEquals(reason, refuse(new PeerMessage.Line(header(), 0, 0, text), 100, "ok"));
  }

  @ParameterizedTest(name = "emote {0} from {1},100 when {2}: {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0  ; 114 ; ok          ;
          0  ; 115 ; ok          ; out_of_range
          33 ; 100 ; ok          ;
          34 ; 100 ; ok          ; special_emote
          58 ; 100 ; ok          ; special_emote
          63 ; 100 ; ok          ; special_emote
          64 ; 100 ; ok          ;
          0  ; 100 ; in a room   ;
          0  ; 100 ; loading     ; loading
          0  ; 100 ; in geffen   ; other_map
          0  ; 100 ; out of view ; author_not_in_view
          """)
  void emote(int type, int x, String when, String reason) {
    assertEquals(reason, refuse(new PeerMessage.Emote(header(), type), x, when));
  }

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
    assertEquals(reason, refuse(new PeerMessage.WalkTo(header(), new Cell(toX, 100)), x, when));
  }

  @Test
  void whoHasWalkedAwayIsMeasuredWhereHeIsNow() {
    PeerMessage line = new PeerMessage.Line(header(), 0, 0, RawText.ascii("Ann : hi"));
    Motion away = new Motion(new Cell(109, 100), new Cell(119, 100), 1_000, 150);
    assertEquals(null, refuse(line, ann(away, "ok"), bob("ok"), 1_149));
    assertEquals("out_of_range", refuse(line, ann(away, "ok"), bob("ok"), 1_150));
  }

  private static String refuse(PeerMessage message, int x, String when) {
    Motion there = Motion.standing(new Cell(x, 100), 150);
    return refuse(message, when.equals("out of view") ? null : ann(there, when), bob(when), 0);
  }

  private static String refuse(PeerMessage message, PlayerInView ann, OwnState bob, long now) {
    return InboundCheck.refuse(message, bob, ann, now).orElse(null);
  }

  private static PeerMessage.Header header() {
    return new PeerMessage.Header(ANN, List.of(BOB), "prontera", 7, 1);
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
        when.equals("nameless") ? RawText.EMPTY : seen.name(),
        motion,
        Condition.NORMAL.as(when.equals("she sits") ? Posture.SITTING : Posture.STANDING),
        seen.appearance());
  }
}
