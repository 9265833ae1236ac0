package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.world.Condition;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/** Bob is on 100,100 in prontera and is told by a link what Ann says or shows. */
class LineCheckTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final int STONE = 1;
  private static final int HIDE = 2;

  @ParameterizedTest(name = "[{0}] from {1},100 when {2}: {3} {4}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          Ann : hi        ; 100 ; ok             ; SHOW        ;
          Ann : hi        ; 109 ; ok             ; SHOW        ;
          Ann : hi        ; 110 ; ok             ; RIGHTLY_NOT ; out_of_range
          Ann : hi        ; 111 ; ok             ; RIGHTLY_NOT ; out_of_range
          Ann : hi        ; 112 ; ok             ; REFUSE      ; places_differ
          Ann : hi        ; 91  ; ok             ; SHOW        ;
          Ann : hi        ; 90  ; ok             ; RIGHTLY_NOT ; out_of_range
          Ann : @where    ; 100 ; ok             ; SHOW        ;
          Ann : h         ; 100 ; ok             ; SHOW        ;
          Bob : hi        ; 100 ; ok             ; OFFENCE     ; not_his_name
          Anna : hi       ; 100 ; ok             ; OFFENCE     ; not_his_name
          ann : hi        ; 100 ; ok             ; OFFENCE     ; not_his_name
          Ann: hi         ; 100 ; ok             ; OFFENCE     ; not_his_name
          "Ann : "        ; 100 ; ok             ; OFFENCE     ; not_his_name
          Ann             ; 100 ; ok             ; OFFENCE     ; not_his_name
          Ann : hi        ; 100 ; nameless       ; REFUSE      ; name_unknown
          Ann : hi        ; 100 ; in a room      ; RIGHTLY_NOT ; in_chat_room
          Bob : hi        ; 100 ; in a room      ; OFFENCE     ; not_his_name
          Ann : hi        ; 100 ; loading        ; RIGHTLY_NOT ; loading
          Ann : hi        ; 100 ; unplaced       ; RIGHTLY_NOT ; loading
          Ann : hi        ; 100 ; in geffen      ; REFUSE      ; other_map
          Ann : hi        ; 100 ; out of view    ; REFUSE      ; author_not_in_view
          Ann : hi        ; 100 ; she sits       ; SHOW        ;
          Ann : hi        ; 100 ; she is dead    ; SHOW        ;
          Ann : hi        ; 100 ; she hides      ; REFUSE      ; author_unseen
          Ann : hi        ; 100 ; she is stone   ; REFUSE      ; author_ailing
          Ann : hi        ; 100 ; she is muted   ; REFUSE      ; author_muted
          Ann : hi        ; 100 ; the admin has silenced her ; REFUSE ; author_silenced
          Ann : hi        ; 100 ; policy server  ; REFUSE      ; policy
          Ann : hi        ; 100 ; policy mirror  ; SHOW        ;
          """)
  void line(String text, int x, String when, String check, String reason) {
    check(new Content.Line(RawText.ascii(text)), x, when, check, reason);
  }

  @ParameterizedTest(name = "byte {0}: {1} {2}")
  @CsvSource({
    "0, OFFENCE, control_character",
    "9, OFFENCE, control_character",
    "10, OFFENCE, control_character",
    "31, OFFENCE, control_character",
    "32, SHOW,",
    "127, SHOW,",
    "176, SHOW,",
    "255, SHOW,"
  })
  void charactersTheClientDoesNotAccept(int character, String check, String reason) {
    RawText text = RawText.ascii("Ann : a").plus(RawText.of(new byte[] {(byte) character}));
    check(new Content.Line(text), 100, "ok", check, reason);
  }

  @ParameterizedTest(name = "emote {0} from {1},100 when {2}: {3} {4}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0  ; 114 ; ok             ; SHOW        ;
          0  ; 115 ; ok             ; RIGHTLY_NOT ; out_of_range
          0  ; 116 ; ok             ; RIGHTLY_NOT ; out_of_range
          0  ; 117 ; ok             ; REFUSE      ; places_differ
          33 ; 100 ; ok             ; SHOW        ;
          34 ; 100 ; ok             ; OFFENCE     ; special_emote
          58 ; 100 ; ok             ; OFFENCE     ; special_emote
          63 ; 100 ; ok             ; OFFENCE     ; special_emote
          64 ; 100 ; ok             ; SHOW        ;
          87 ; 100 ; ok             ; SHOW        ;
          88 ; 100 ; ok             ; OFFENCE     ; special_emote
          0  ; 100 ; in a room      ; SHOW        ;
          0  ; 100 ; nameless       ; SHOW        ;
          0  ; 100 ; loading        ; RIGHTLY_NOT ; loading
          0  ; 100 ; in geffen      ; REFUSE      ; other_map
          0  ; 100 ; out of view    ; REFUSE      ; author_not_in_view
          0  ; 100 ; she hides      ; REFUSE      ; author_unseen
          0  ; 100 ; she is stone   ; REFUSE      ; author_ailing
          0  ; 100 ; she is dead    ; REFUSE      ; author_dead
          0  ; 100 ; she is muted   ; SHOW        ;
          0  ; 100 ; the admin has silenced her ; REFUSE ; author_silenced
          0  ; 100 ; policy server  ; REFUSE      ; policy
          0  ; 100 ; an old client  ; REFUSE      ; unknown_to_client
          """)
  void emote(int type, int x, String when, String check, String reason) {
    check(new Content.Emote(Emoticon.classic(type)), x, when, check, reason);
  }

  @Test
  void whoHasWalkedAwayIsMeasuredWhereHeIsNow() {
    Content hi = new Content.Line(RawText.ascii("Ann : hi"));
    Motion away = new Motion(new Cell(109, 100), new Cell(119, 100), 1_000, 150);
    assertEquals("", LineCheck.of(hi, known(ann(away, "ok"), "ok", 9, 1_149)).reason());
    assertEquals("out_of_range", LineCheck.of(hi, known(ann(away, "ok"), "ok", 9, 1_150)).reason());
  }

  @ParameterizedTest(
      name = "at {1} on her way from {0}, and her proxy says stopped at {2}: {3} {4}")
  @CsvSource({
    "104, 114, , RIGHTLY_NOT, out_of_range",
    "104, 114, 105, REFUSE, places_differ",
    "104, 114, 112, RIGHTLY_NOT, out_of_range",
    "118, 108, , SHOW, ''",
    "118, 108, 117, REFUSE, places_differ",
    "118, 108, 109, SHOW, ''",
  })
  void whoMayHaveBeenStoppedIsAtTwoPlaces(
      int from, int at, Integer stop, String check, String reason) {
    Motion walk = new Motion(new Cell(from, 100), new Cell(at + (at - from), 100), 1_000, 150);
    PlayerInView ann = ann(walk, "ok");
    PlayerInView stopped =
        new PlayerInView(
            ANN,
            ann.name(),
            walk,
            Optional.ofNullable(stop).map(x -> new Cell(x, 100)),
            ann.condition(),
            ann.appearance());
    Content hi = new Content.Line(RawText.ascii("Ann : hi"));
    LineCheck checked =
        LineCheck.of(hi, known(stopped, "ok", 9, 1_000 + 150 * Math.abs(at - from), 20));
    assertEquals(check, checked.check().toString());
    assertEquals(reason, checked.reason());
  }

  @ParameterizedTest(name = "she walks from {0} to {1}, the server is silent for {2} ms: {3}")
  @CsvSource({
    "103, 113, 1000, out_of_range, what is on its way does not count",
    "103, 113, 1050, server_silent, it may have her where she was",
    "114, 104, 1000, '', what is on its way does not count",
    "114, 104, 1050, server_silent, it may have her where she was",
    "104, 106, 9000, '', near all the time",
    "100, 100, 9000, '', she stands",
    "110, 111, 9000, out_of_range, far all the time",
  })
  void aServerThatIsSilentMayStandStill(int from, int to, int silent, String reason, String why) {
    Content hi = new Content.Line(RawText.ascii("Ann : hi"));
    Motion walk = new Motion(new Cell(from, 100), new Cell(to, 100), 1_000, 150);
    LineCheck check = LineCheck.of(hi, known(ann(walk, "ok"), "silent for " + silent, 9, 2_050));
    assertEquals(reason, check.reason(), why);
  }

  private static void check(Content content, int x, String when, String check, String reason) {
    Motion there = Motion.standing(new Cell(x, 100), 150);
    PlayerInView ann = when.equals("out of view") ? null : ann(there, when);
    int range = content instanceof Content.Line ? 9 : 14;
    LineCheck checked = LineCheck.of(content, known(ann, when, range, 0));
    assertEquals(check, checked.offence() ? "OFFENCE" : checked.check().toString());
    assertEquals(reason == null ? "" : reason, checked.reason());
  }

  private static LineCheck.Circumstances known(PlayerInView ann, String when, int range, long now) {
    return known(ann, when, range, now, range + 2);
  }

  private static LineCheck.Circumstances known(
      PlayerInView ann, String when, int range, long now, int farthest) {
    Lane policy =
        switch (when) {
          case "policy server" -> Lane.SERVER;
          case "policy mirror" -> Lane.MIRROR;
          default -> Lane.OFFLOAD;
        };
    long silence = when.startsWith("silent for ") ? Long.parseLong(when.substring(11)) : 0;
    return new LineCheck.Circumstances(
        bob(when),
        ann,
        when.equals("she is muted"),
        when.equals("the admin has silenced her"),
        "prontera",
        policy,
        range,
        farthest,
        when.startsWith("answers in ") ? Long.parseLong(when.substring(11)) : 0,
        now - silence,
        !when.equals("an old client"),
        now);
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
    Posture posture =
        switch (when) {
          case "she sits" -> Posture.SITTING;
          case "she is dead" -> Posture.DEAD;
          default -> Posture.STANDING;
        };
    return new PlayerInView(
        ANN,
        when.equals("nameless") ? RawText.EMPTY : seen.name(),
        motion,
        Optional.empty(),
        new Condition(
            when.equals("she is stone") ? STONE : 0, when.equals("she hides") ? HIDE : 0, posture),
        seen.appearance());
  }
}
