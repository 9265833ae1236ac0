package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.event.Occupation;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.world.Condition;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.OwnState;

/** Where a message of Bob's goes, and why: Bob stands on 100,100 in prontera unless told else. */
class RouterTest {
  private static final Cell HERE = new Cell(100, 100);
  private static final String SYMBOLS = "@#";
  private static final long NOW = 50_000;

  @ParameterizedTest(name = "[{0}] when {1}: {2}, {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          Bob : hello              ; ok             ; MIRROR ; ALLOWED
          Bob : hello              ; offload        ; OFFLOAD; ALLOWED
          Bob : hello              ; uncovered      ; MIRROR ; UNCOVERED
          Bob : hello              ; uncovered none ; SERVER ; NOBODY_LINKED
          Bob : hello              ; alone          ; OFFLOAD; ALLOWED
          Bob : hello              ; sample         ; MIRROR ; SAMPLE
          Bob : hello              ; sample alone   ; SERVER ; SAMPLE
          Bob : hello              ; masked         ; MIRROR ; MASKED_IDS
          Bob : hello              ; masked alone   ; SERVER ; NOBODY_LINKED
          Bob : hello              ; client busy    ; MIRROR ; CLIENT_BUSY
          Bob : @where             ; offload        ; SERVER ; COMMAND
          Bob : hello              ; muted offload  ; SERVER ; MUTED
          Bob : hello              ; dead           ; MIRROR ; ALLOWED
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
          Bob : hello              ; slow server    ; SERVER ; SERVER_SLOW
          Bob : @where             ; slow server    ; SERVER ; COMMAND
          Bob : hello              ; unlinked       ; SERVER ; NOBODY_LINKED
          Bob : hello              ; policy server  ; SERVER ; POLICY
          """)
  void chat(String text, String situation, Lane lane, Reason reason) {
    assertEquals(new Decision(lane, reason), chat(RawText.ascii(text), situation));
  }

  @ParameterizedTest(name = "a line of {0} bytes: {1}")
  @CsvSource({"240, ALLOWED", "255, ALLOWED", "256, NOT_OWN_NAME", "1000, NOT_OWN_NAME"})
  void aLineIsAtMost255Bytes(int length, Reason reason) {
    String text = "Bob : " + "x".repeat(length - 6);
    assertEquals(reason, chat(RawText.ascii(text), "ok").reason());
  }

  @Test
  void aNulWithinALineIsNoLine() {
    RawText text = RawText.ascii("Bob : a\0b");
    assertEquals(Reason.NOT_OWN_NAME, chat(text, "ok").reason());
  }

  @Test
  void bytesOfAnyCharacterSetAreText() {
    RawText text = RawText.of("Bob : °¡éÿ".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(Reason.ALLOWED, chat(text, "ok").reason());
  }

  @ParameterizedTest(name = "emote {0}, {1} ms after the last, when {2}: {3}, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
           0 | 2000  | ok             | MIRROR  | ALLOWED
           0 | 2000  | offload        | OFFLOAD | ALLOWED
           0 | 2000  | uncovered      | MIRROR  | UNCOVERED
           0 | 2000  | sample         | MIRROR  | SAMPLE
           0 | 2000  | dead           | SERVER  | DEAD
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
          87 | 9999  | ok             | MIRROR  | ALLOWED
          88 | 9999  | ok             | SERVER  | SPECIAL_EMOTE
           0 | 9999  | slow server    | SERVER  | SERVER_SLOW
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
    assertEquals(
        new Decision(lane, reason),
        Router.emote(Emoticon.classic(type), since, situation(situation)));
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
          100 | 100 | ok            | MIRROR | ALLOWED
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
          105 | 100 | dead          | SERVER | DEAD
          105 | 100 | vending       | SERVER | VENDING
          105 | 100 | casting       | SERVER | CASTING
          """)
  void walk(int x, int y, String situation, Lane lane, Reason reason) {
    assertEquals(
        new Decision(lane, reason), Router.walk(HERE, new Cell(x, y), situation(situation)));
  }

  @Test
  void whateverIsNotAllowedGoesToTheServer() {
    for (String doubt :
        List.of("hide", "stone", "loading", "unplaced", "unproven", "unlinked", "policy server")) {
      Router.Situation now = situation(doubt);
      assertEquals(Lane.SERVER, Router.chat(RawText.ascii("Bob : hi"), SYMBOLS, now).lane(), doubt);
      assertEquals(Lane.SERVER, Router.emote(Emoticon.classic(1), 9_999, now).lane(), doubt);
      assertEquals(Lane.SERVER, Router.walk(HERE, new Cell(101, 101), now).lane(), doubt);
    }
  }

  @ParameterizedTest(name = "symbols [{0}]: [{1}] is {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          @# ; Bob : !help   ; ALLOWED
          !  ; Bob : !help   ; COMMAND
          !  ; Bob : |00!go  ; COMMAND
          !  ; Bob : @where  ; ALLOWED
          """)
  void commandsBeginAsTheServerSays(String symbols, String text, Reason reason) {
    assertEquals(reason, Router.chat(RawText.ascii(text), symbols, situation("offload")).reason());
  }

  @Test
  void anEmoteOfAPackIsNoDice() {
    Emoticon sixty = new Emoticon(3, 60);
    assertEquals(
        new Decision(Lane.OFFLOAD, Reason.ALLOWED),
        Router.emote(sixty, 9_999, situation("offload")));
  }

  private static Decision chat(RawText text, String situation) {
    return Router.chat(text, SYMBOLS, situation(situation));
  }

  private static Router.Situation situation(String what) {
    Set<Occupation> occupations =
        what.equals("dialogue")
            ? Set.of(Occupation.NPC_DIALOGUE)
            : what.equals("vending") ? Set.of(Occupation.STALL) : Set.of();
    OwnState own =
        new OwnState(
            2_000_001,
            what.equals("nameless") ? RawText.EMPTY : RawText.ascii("Bob"),
            "prontera",
            what.equals("unplaced") ? null : Motion.standing(HERE, 150),
            new Condition(what.equals("stone") ? 1 : 0, options(what), posture(what)),
            what.equals("loading"),
            what.startsWith("muted"),
            what.equals("room"),
            what.equals("fighting"),
            occupations,
            what.equals("casting") ? NOW + 1 : NOW);
    Reason limit =
        what.startsWith("masked")
            ? Reason.MASKED_IDS
            : what.equals("client busy") ? Reason.CLIENT_BUSY : null;
    boolean alone = what.equals("unlinked") || what.endsWith("alone") || what.endsWith("none");
    Coverage coverage =
        new Coverage(
            new TreeSet<>(alone ? Set.of() : Set.of(2_000_002)), !what.startsWith("uncovered"));
    return new Router.Situation(
        own,
        policy(what),
        limit,
        !what.equals("unproven"),
        what.equals("slow server"),
        coverage,
        what.startsWith("sample"),
        NOW);
  }

  private static Lane policy(String what) {
    return switch (what) {
      case "policy server" -> Lane.SERVER;
      case "offload",
          "muted offload",
          "alone",
          "uncovered",
          "uncovered none",
          "sample",
          "sample alone" ->
          Lane.OFFLOAD;
      default -> Lane.MIRROR;
    };
  }

  private static Posture posture(String what) {
    return switch (what) {
      case "sitting" -> Posture.SITTING;
      case "dead" -> Posture.DEAD;
      default -> Posture.STANDING;
    };
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
