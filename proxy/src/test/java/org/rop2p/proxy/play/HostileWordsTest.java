package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BEA;
import static org.rop2p.proxy.play.BobsSession.BOB;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.hex;
import static org.rop2p.proxy.play.BobsSession.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.walking.OpenRequests;
import org.slf4j.LoggerFactory;

/** Ann's proxy has been modified: what it can make Bob's screen show, and what not. */
class HostileWordsTest {
  private static final String OF_ANN = "Ann : I am here";

  private final BobsSession bob = new BobsSession(OFFLOAD);
  private final List<String> told = bob.presence.told;
  private int number = 1;

  /** The order of Ann's stream is sure: what follows may be shown. */
  @BeforeEach
  void sync() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : sync")));
    told.clear();
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void whatIsTrueIsShown() {
    says(line(OF_ANN));
    assertEquals(List.of(hex(ServerPackets.chat(ANN, OF_ANN))), bob.screen);
    assertEquals(List.of("Ann: ACK 2"), told);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          another's name            | 'Bea : I owe you'          | not_his_name
          Bob's own name            | 'Bob : I owe you'          | not_his_name
          no name                   | 'I am the server'          | not_his_name
          a longer name             | 'Anne : I am here'         | not_his_name
          a name in other letters   | 'ann : I am here'          | not_his_name
          nothing but a name        | 'Ann : '                   | not_his_name
          a line feed               | 'Ann : a' 0A 'Bea : b'     | control_character
          an escape                 | 'Ann : ' 1B '[2J'          | control_character
          an end in the middle      | 'Ann : a' 00 'b'           | control_character
          """)
  void noHonestProxySaysThat(String story, String text, String reason) {
    byte[] bytes = Hex.bytes(text);
    says(new Content.Line(RawText.of(bytes)));
    assertRefused(reason);
    assertEquals(List.of(ANN + " " + reason), bob.presence.offences, "an offence");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          she is hidden        | 2902 82841E00 0000 0000 02000000 00 | author_unseen
          she is cloaked       | 2902 82841E00 0000 0000 04000000 00 | author_unseen
          she is muted         | AB01 82841E00 0400 FBFFFFFF             | author_muted
          she is frozen        | 2902 82841E00 0200 0000 00000000 00 | author_ailing
          """)
  void theServerWouldBringNothingOfHer(String story, String frame, String reason) {
    bob.server(Hex.frame(frame));
    says(line(OF_ANN));
    assertRefused(reason);
    assertEquals(List.of(), bob.presence.offences, "she may not know it yet");
  }

  @Test
  void whileTheServerOwesTheAnswerToAWalkOfBobsItDecidesWhatHeHears() {
    bob.client(BobsSession.walkTo(new Cell(105, 100)));
    bob.now += 5_000;
    says(line(OF_ANN));
    assertRefused("server_slow");
  }

  @Test
  void anotherMapIsNotHers() {
    bob.says(
        BobsSession.told(
            new PeerMessage.Header(ANN, List.of(BOB), "geffen", 9),
            token(ANN),
            new ToReceivers.PeerLine<>(2, line(OF_ANN))));
    assertRefused("other_map");
  }

  @ParameterizedTest(name = "she stands on {0},100: shown {1}, answer {2}")
  @CsvSource({"109, true, ACK", "110, false, ACK", "113, false, ACK", "114, false, NACK"})
  void fromAfarNothingIsHeardThoughSheIsAnswered(int x, boolean shown, String answer) {
    bob.server(ServerPackets.standing(ANN, x, 100, "Ann"));
    says(line(OF_ANN));
    assertEquals(shown ? 1 : 0, bob.screen.size());
    assertEquals(List.of("Ann: " + answer + " 2"), told);
  }

  @ParameterizedTest(name = "emote {0}")
  @ValueSource(ints = {34, 58, 59, 60, 61, 62, 63})
  void diceAndTheMuteEmoteAreTheServersAlone(int type) {
    emoteStreamIsSure();
    emotes(type);
    assertRefused("special_emote");
    assertEquals(List.of(ANN + " special_emote"), bob.presence.offences);
  }

  @Test
  void theDeadShowNoEmotes() {
    emoteStreamIsSure();
    bob.server(Hex.frame("8000 82841E00 01"));
    emotes(1);
    assertRefused("author_dead");
  }

  @Test
  void aBurstOfEmotesThenOneASecond() {
    emoteStreamIsSure();
    for (int i = 0; i < 50; i++) {
      emotes(1 + i % 10);
      finished(Kind.EMOTE);
      bob.now += 100;
    }
    assertTrue(bob.screen.size() <= 3 + 5, bob.screen.size() + " shown in five seconds");
    assertTrue(bob.counters.rejects().get("too_often") > 30);
  }

  @Test
  void tenLinesASecondAndNoMore() {
    for (int i = 0; i < 1_000; i++) {
      says(line("Ann : " + i));
      finished(Kind.CHAT);
      bob.now += i % 10 == 0 ? 1 : 0;
    }
    assertTrue(bob.screen.size() <= 11, bob.screen.size() + " shown in a tenth of a second");
  }

  @Test
  void whomTheServerNeverConfirmsIsBelievedAHundredTimes() {
    for (int i = 0; i < 300; i++) {
      says(line("Ann : made up " + i));
      finished(Kind.CHAT);
      bob.now += 200;
    }
    assertEquals(100, bob.screen.size());
    assertEquals(200L, bob.counters.rejects().get("never_confirmed"));
    bob.tells(ANN, new ToReceivers.BothLine<>(++number, line("Ann : true"), ToReceivers.NONE));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : true")));
    says(line("Ann : believe me now"));
    assertEquals(101, bob.screen.size());
  }

  @Test
  void bytesThatAreNoTextOfAnyCodePageAreShownAsTheServerWouldShowThem() {
    byte[] half = Hex.bytes("'Ann : ' B0A1 81 FF 7F C3");
    says(new Content.Line(RawText.of(half)));
    assertEquals(
        List.of(hex("8D00 1500" + ServerPackets.u32(ANN) + "'Ann : ' B0A1 81 FF 7F C3 00 ")),
        bob.screen,
        "framed by its length, ended by its NUL, whatever the half character swallows");
  }

  @Test
  void aStreamWithoutHelloIsNone() {
    bob.unlink(ANN);
    bob.link(ANN);
    told.clear();
    for (int i = 1; i < 20; i++) {
      bob.tells(ANN, new ToReceivers.PeerLine<>(i, line("Ann : " + i)));
    }
    assertEquals(List.of(), bob.screen);
    assertEquals(List.of(), told, "not even an answer");
    assertEquals(19L, bob.counters.rejects().get("before_hello"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1})
  void aStreamWithAnotherTokenIsNone(int guess) {
    bob.says(
        BobsSession.told(
            BobsSession.header(ANN),
            token(ANN) + (guess == 0 ? 1_000 : guess),
            new ToReceivers.PeerLine<>(2, line(OF_ANN))));
    assertEquals(List.of(), bob.screen);
    assertEquals(List.of(), told);
  }

  @Test
  void aLineSaidAgainUnderItsNumberIsAnOffence() {
    says(line(OF_ANN));
    bob.tells(ANN, new ToReceivers.PeerLine<>(2, line("Ann : again")));
    bob.tells(ANN, new ToReceivers.Notice<>(1, ToReceivers.NONE));
    assertEquals(1, bob.screen.size());
    assertEquals(2L, bob.counters.rejects().get("old_sequence"));
    assertEquals(List.of(ANN + " old_sequence", ANN + " old_sequence"), bob.presence.offences);
  }

  @Test
  void beginningAnewAgainAndAgainShowsNothing() {
    List<Integer> finals = IntStream.rangeClosed(1, 64).boxed().toList();
    for (int i = 0; i < 1_000; i++) {
      bob.tells(ANN, new ToReceivers.Hello<>(i, ToReceivers.NONE, finals));
      bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : " + i)));
    }
    assertEquals(List.of(), bob.screen, "the order is never sure");
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : 7")));
  }

  @Test
  void norDoesItGiveHerCreditBack() {
    for (int i = 0; i < 300; i++) {
      bob.tells(ANN, new ToReceivers.Hello<>(i, ToReceivers.NONE, List.of()));
      bob.client("6003 00000000");
      bob.now += 200;
      bob.server(Hex.frame("7F00 00000000")); // the order is sure
      bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : made up " + i)));
    }
    assertTrue(bob.screen.size() <= 100, bob.screen.size() + " lines");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"late", "final", "refused", "settled", "notice"})
  void liesAboutLinesCostNobodyALineOfTheServers(String lie) {
    for (int i = 2; i < 500; i++) {
      bob.tells(
          ANN,
          switch (lie) {
            case "late" -> new ToReceivers.Late<>(i * 7);
            case "final" -> new ToReceivers.Final<>(i);
            case "refused" -> new ToReceivers.Refused<>(1 + i % 3);
            case "settled" -> new ToReceivers.Settled<>(Integer.MAX_VALUE - i);
            default -> new ToReceivers.Notice<>(i, i + 1);
          });
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : by the server " + i)));
      assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(BEA, "Bea : me, too " + i)));
    }
    assertEquals(List.of(), bob.screen);
  }

  @Test
  void whoSaysALineIsFinalAndSendsItToTheServerIsSeenTwiceOnce() {
    says(line(OF_ANN));
    finished(Kind.CHAT);
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, OF_ANN)), "a line of its own");
    assertEquals(1, bob.screen.size());
  }

  @Test
  void whoSaysALineIsLateAndKeepsItBackLosesOnlyAnEqualOneOfHerOwn() {
    says(line(OF_ANN));
    bob.tells(ANN, new ToReceivers.Late<>(2));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(BEA, OF_ANN)), "of another author");
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chat(ANN, OF_ANN)), "on the screen once");
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, OF_ANN)));
  }

  @Test
  void linesOfSomebodyNotInViewAreHeldBrieflyAndAreFew() {
    bob.link(BEA);
    told.clear();
    bob.tells(BEA, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    for (int i = 1; i <= 10_000; i++) {
      bob.tells(BEA, new ToReceivers.PeerLine<>(i, line("Bea : " + i)));
    }
    assertTrue(bob.counters.rejects().get("held_too_many") >= 1);
    bob.server(ServerPackets.standing(BEA, 101, 100, "Bea"));
    bob.wait(1_000);
    assertEquals(List.of(), bob.screen);
    says(line(OF_ANN));
    assertEquals(1, bob.screen.size(), "others are heard as ever");
  }

  @Test
  void aClientThatDoesNotReadCollectsNothing() {
    bob.clientReads = false;
    for (int i = 0; i < 1_000; i++) {
      says(line("Ann : " + i));
    }
    assertEquals(List.of(), bob.screen);
    assertEquals(1_000L, bob.counters.rejects().get("client_busy"));
    assertEquals(
        Set.of("Ann: NACK"), Set.copyOf(told.stream().map(w -> w.substring(0, 9)).toList()));
  }

  @Test
  void nothingAPeerSaysIsWorthALineInTheLog() {
    Logger logger = (Logger) LoggerFactory.getLogger("org.rop2p");
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      for (int i = 0; i < 200; i++) {
        bob.tells(ANN, new ToReceivers.Hello<>(i, ToReceivers.NONE, List.of(1, 2, 3)));
        bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Bob : lies")));
        bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : again")));
        bob.tells(ANN, new ToReceivers.Late<>(i));
        bob.says(new PeerMessage.Subscribe(BobsSession.header(ANN), i, Set.of(Kind.CHAT)));
        bob.says(
            new PeerMessage.WalkTo(
                BobsSession.header(ANN), 1 + i, OpenRequests.NONE, new Cell(900, i), i % 2 == 0));
      }
      bob.wait(5_000);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    assertEquals(Collections.emptyList(), lines.list);
  }

  /** By links only. */
  private void says(Content content) {
    bob.tells(ANN, new ToReceivers.PeerLine<>(++number, content));
  }

  private void emotes(int type) {
    bob.says(
        new PeerMessage.Told(
            BobsSession.header(ANN),
            Kind.EMOTE,
            token(ANN),
            new ToReceivers.PeerLine<>(++number, new Content.Emote(Emoticon.classic(type)))));
  }

  private void finished(Kind kind) {
    bob.says(
        new PeerMessage.Told(
            BobsSession.header(ANN), kind, token(ANN), new ToReceivers.Final<>(number)));
  }

  private void emoteStreamIsSure() {
    PeerMessage.Header header = BobsSession.header(ANN);
    bob.says(
        new PeerMessage.Told(
            header,
            Kind.EMOTE,
            token(ANN),
            new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of())));
    bob.says(
        new PeerMessage.Told(
            header,
            Kind.EMOTE,
            token(ANN),
            new ToReceivers.BothLine<>(
                1, new Content.Emote(Emoticon.classic(20)), ToReceivers.NONE)));
    bob.server(ServerPackets.emotion(ANN, 20));
    bob.now += 10_000;
    told.clear();
  }

  private int token(int account) {
    return bob.presence.token(account);
  }

  private void assertRefused(String reason) {
    assertEquals(List.of(), bob.screen);
    assertEquals(1L, bob.counters.rejects().get(reason), bob.counters.rejects().toString());
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).startsWith("Ann: NACK"), told.toString());
  }
}
