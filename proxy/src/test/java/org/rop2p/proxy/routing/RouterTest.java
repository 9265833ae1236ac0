package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.world.Condition;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.OwnState;

/** Where a message of Bob's goes, and why: Bob stands on 100,100 in prontera unless told else. */
class RouterTest {
  private static final Cell HERE = new Cell(100, 100);

  @ParameterizedTest(name = "[{0}] when {1}: {2}, {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          Bob : hello              ; ok             ; MIRROR ; ALLOWED
          Bob : hello              ; policy offload ; OFFLOAD; ALLOWED
          Bob : h                  ; ok             ; MIRROR ; ALLOWED
          Bob : a@b #c             ; ok             ; MIRROR ; ALLOWED
          Bob : |00 pipes          ; ok             ; MIRROR ; ALLOWED
          Bob : |00                ; ok             ; MIRROR ; ALLOWED
          Bob : |                  ; ok             ; MIRROR ; ALLOWED
          Bob : x|00@where         ; ok             ; MIRROR ; ALLOWED
          Bob : @where             ; ok             ; SERVER ; COMMAND
          Bob : #party me          ; ok             ; SERVER ; COMMAND
          Bob : @                  ; ok             ; SERVER ; COMMAND
          Bob : |00@where          ; ok             ; SERVER ; COMMAND
          Bob : |xy#where          ; ok             ; SERVER ; COMMAND
          "Bob : "                 ; ok             ; SERVER ; COMMAND
          Alice : hello            ; ok             ; SERVER ; NOT_OWN_NAME
          bob : hello              ; ok             ; SERVER ; NOT_OWN_NAME
          Bobby : hello            ; ok             ; SERVER ; NOT_OWN_NAME
          Bob: hello               ; ok             ; SERVER ; NOT_OWN_NAME
          Bob :hello               ; ok             ; SERVER ; NOT_OWN_NAME
          Bob                      ; ok             ; SERVER ; NOT_OWN_NAME
          Alice : @where           ; ok             ; SERVER ; NOT_OWN_NAME
          Bob : hello              ; nameless       ; SERVER ; NOT_OWN_NAME
          Bob : hello              ; muted          ; SERVER ; MUTED
          Bob : hello              ; room           ; SERVER ; CHAT_ROOM
          Bob : hello              ; hide           ; SERVER ; UNSEEN
          Bob : hello              ; cloak          ; SERVER ; UNSEEN
          Bob : hello              ; invisible      ; SERVER ; UNSEEN
          Bob : hello              ; chasewalk      ; SERVER ; UNSEEN
          Bob : hello              ; other options  ; MIRROR ; ALLOWED
          Bob : hello              ; stone          ; SERVER ; AILING
          Bob : hello              ; sitting        ; MIRROR ; ALLOWED
          Bob : hello              ; dialogue       ; MIRROR ; ALLOWED
          Bob : hello              ; fighting       ; MIRROR ; ALLOWED
          Bob : hello              ; loading        ; SERVER ; LOADING
          Bob : hello              ; unplaced       ; SERVER ; LOADING
          Bob : hello              ; unproven       ; SERVER ; NOT_PROVEN
          Bob : hello              ; unlinked       ; SERVER ; NOBODY_LINKED
          Bob : hello              ; policy server  ; SERVER ; POLICY
          """)
  void chat(String text, String situation, Lane lane, Reason reason) {
    assertEquals(
        new Decision(lane, reason), Router.chat(RawText.ascii(text), situation(situation)));
  }

  @ParameterizedTest(name = "a line of {0} bytes: {1}")
  @CsvSource({"240, ALLOWED", "255, ALLOWED", "256, NOT_OWN_NAME", "1000, NOT_OWN_NAME"})
  void aLineIsAtMost255Bytes(int length, Reason reason) {
    String text = "Bob : " + "x".repeat(length - 6);
    assertEquals(reason, Router.chat(RawText.ascii(text), situation("ok")).reason());
  }

  @Test
  void aNulWithinALineIsNoLine() {
    RawText text = RawText.ascii("Bob : a\0b");
    assertEquals(Reason.NOT_OWN_NAME, Router.chat(text, situation("ok")).reason());
  }

  @Test
  void bytesOfAnyCharacterSetAreText() {
    RawText text = RawText.of("Bob : °¡éÿ".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(Reason.ALLOWED, Router.chat(text, situation("ok")).reason());
  }

  @ParameterizedTest(name = "emote {0}, {1} ms after the last, when {2}: {3}, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
           0 | 2000  | ok             | MIRROR  | ALLOWED
           0 | 2000  | policy offload | OFFLOAD | ALLOWED
           0 | 1999  | ok             | SERVER  | TOO_SOON
           0 | 0     | ok             | SERVER  | TOO_SOON
          33 | 9999  | ok             | MIRROR  | ALLOWED
          34 | 9999  | ok             | SERVER  | SPECIAL_EMOTE
          35 | 9999  | ok             | MIRROR  | ALLOWED
          57 | 9999  | ok             | MIRROR  | ALLOWED
          58 | 9999  | ok             | SERVER  | SPECIAL_EMOTE
          60 | 9999  | ok             | SERVER  | SPECIAL_EMOTE
          63 | 9999  | ok             | SERVER  | SPECIAL_EMOTE
          64 | 9999  | ok             | MIRROR  | ALLOWED
           0 | 9999  | room           | MIRROR  | ALLOWED
           0 | 9999  | sitting        | MIRROR  | ALLOWED
           0 | 9999  | dialogue       | MIRROR  | ALLOWED
           0 | 9999  | hide           | SERVER  | UNSEEN
           0 | 9999  | stone          | SERVER  | AILING
           0 | 9999  | loading        | SERVER  | LOADING
           0 | 9999  | unproven       | SERVER  | NOT_PROVEN
           0 | 9999  | unlinked       | SERVER  | NOBODY_LINKED
           0 | 9999  | policy server  | SERVER  | POLICY
          """)
  void emote(int type, long since, String situation, Lane lane, Reason reason) {
    assertEquals(new Decision(lane, reason), Router.emote(type, since, situation(situation)));
  }

  @ParameterizedTest(name = "walk to {0},{1} when {2}: {3}, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          101 | 100 | ok            | MIRROR | ALLOWED
          114 | 114 | ok            | MIRROR | ALLOWED
          115 | 100 | ok            | SERVER | TOO_FAR
          100 |  85 | ok            | SERVER | TOO_FAR
          100 | 100 | ok            | SERVER | TOO_FAR
          105 | 100 | sitting       | SERVER | SITTING
          105 | 100 | room          | SERVER | CHAT_ROOM
          105 | 100 | fighting      | SERVER | FIGHTING_MAP
          105 | 100 | dialogue      | SERVER | NPC_DIALOGUE
          105 | 100 | hide          | SERVER | UNSEEN
          105 | 100 | cloak         | SERVER | UNSEEN
          105 | 100 | stone         | SERVER | AILING
          105 | 100 | loading       | SERVER | LOADING
          105 | 100 | unplaced      | SERVER | LOADING
          105 | 100 | unproven      | SERVER | NOT_PROVEN
          105 | 100 | unlinked      | SERVER | NOBODY_LINKED
          105 | 100 | policy server | SERVER | POLICY
          """)
  void walk(int x, int y, String situation, Lane lane, Reason reason) {
    assertEquals(
        new Decision(lane, reason), Router.walk(HERE, new Cell(x, y), situation(situation)));
  }

  @Test
  void whateverIsNotAllowedGoesToTheServer() {
    for (String doubt :
        List.of(
            "muted",
            "hide",
            "stone",
            "loading",
            "unplaced",
            "unproven",
            "unlinked",
            "policy server")) {
      Router.Situation now = situation(doubt);
      assertEquals(Lane.SERVER, Router.chat(RawText.ascii("Bob : hi"), now).lane(), doubt);
      assertEquals(Lane.SERVER, Router.emote(1, 9_999, now).lane(), doubt);
      assertEquals(Lane.SERVER, Router.walk(HERE, new Cell(101, 101), now).lane(), doubt);
    }
  }

  private static Router.Situation situation(String what) {
    OwnState own =
        new OwnState(
            2_000_001,
            what.equals("nameless") ? RawText.EMPTY : RawText.ascii("Bob"),
            "prontera",
            what.equals("unplaced") ? null : Motion.standing(HERE, 150),
            new Condition(
                what.equals("stone") ? 1 : 0,
                options(what),
                what.equals("sitting") ? Posture.SITTING : Posture.STANDING),
            what.equals("loading"),
            what.equals("muted"),
            what.equals("room"),
            what.equals("fighting"),
            Set.of(),
            0);
    Lane policy =
        switch (what) {
          case "policy server" -> Lane.SERVER;
          case "policy offload" -> Lane.OFFLOAD;
          default -> Lane.MIRROR;
        };
    return new Router.Situation(
        own, policy, !what.equals("unproven"), !what.equals("unlinked"), what.equals("dialogue"));
  }

  private static int options(String what) {
    return switch (what) {
      case "hide" -> 0x2;
      case "cloak" -> 0x4;
      case "invisible" -> 0x40;
      case "chasewalk" -> 0x4000;
      case "other options" -> 0x1 | 0x8 | 0x10 | 0x20 | 0x1000;
      default -> 0;
    };
  }
}
