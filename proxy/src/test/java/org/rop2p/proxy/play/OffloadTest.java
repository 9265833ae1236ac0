package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.u16;
import static org.rop2p.proxy.ServerPackets.u32;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BEA;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.hex;
import static org.rop2p.proxy.play.BobsSession.line;
import static org.rop2p.proxy.play.BobsSession.walkTo;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.delivery.Windows;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.ZoneLanes;

/** Chat of Bob's goes to peers only, until something says that the server must have it. */
class OffloadTest {
  private static final String LINE = "Bob : hello";
  private static final String BYTES = hex(BobsSession.chat(LINE));
  private static final String OWN_ECHO = hex(ServerPackets.chatEcho(LINE));

  private final BobsSession bob = new BobsSession(OFFLOAD);
  private final List<String> told = bob.presence.told;

  @BeforeEach
  void proven() {
    bob.prove();
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void firstProvenThenMarkedThenOffloaded() {
    bob.close();
    BobsSession fresh = new BobsSession(OFFLOAD);
    assertEquals(Verdict.PASS, fresh.say("Bob : one"));
    fresh.server(ServerPackets.chatEcho("Bob : one"));
    assertEquals(Verdict.PASS, fresh.say("Bob : two"));
    fresh.server(ServerPackets.chatEcho("Bob : two"));
    assertEquals(Verdict.DROP, fresh.say("Bob : three"));
    assertEquals(
        List.of(
            "Ann: notice 1",
            "Ann: settled 1",
            "Ann: line 2 Bob : two",
            "Ann: settled 2",
            "Ann: peer line 3 Bob : three"),
        fresh.presence.told);
    assertEquals(
        Map.of(
            "CHAT.SERVER.NOT_PROVEN",
            1L,
            "CHAT.MIRROR.ORDER_UNSURE",
            1L,
            "CHAT.OFFLOAD.ALLOWED",
            1L),
        fresh.counters.decisions());
    fresh.close();
  }

  @Test
  void anAnsweredLineReachesNoServerAndIsFinal() {
    offload();
    assertEquals(List.of(OWN_ECHO), bob.screen, "his own echo is of our making");
    bob.answers(ANN, 3, Answer.ACK);
    assertEquals(List.of("Ann: peer line 3 " + LINE), told);
    bob.catchUp();
    assertEquals(List.of("Ann: peer line 3 " + LINE, "Ann: final 3"), told);
    bob.wait(20_000);
    assertEquals(List.of(), bob.toServer);
    assertEquals(1, bob.counters.get(Kind.CHAT, Count.OFFLOADED));
    assertEquals(0, bob.counters.get(Kind.CHAT, Count.LATE_MIRRORED));
  }

  @Test
  void aRefusedLineGoesToTheServerInItsOwnBytesAndItsEchoIsSwallowed() {
    offload();
    bob.answers(ANN, 3, Answer.NACK);
    assertEquals(List.of("Ann: peer line 3 " + LINE, "Ann: late 3"), told);
    assertEquals(List.of(BYTES), bob.toServer);
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chatEcho(LINE)), "on his screen already");
    assertEquals(List.of(OWN_ECHO), bob.screen);
    assertEquals("Ann: settled 3", told.get(2));
    assertEquals(1, bob.counters.get(Kind.CHAT, Count.LATE_MIRRORED));
  }

  @Test
  void theServerIsAskedTheTimeAndTheClientDoesNotHearOfIt() {
    bob.client("6003 00000000"); // the client's own question was before the line
    bob.toServer.clear();
    bob.wait(100);
    assertEquals(Verdict.DROP, bob.say(LINE));
    bob.wait(250);
    assertEquals(List.of(), bob.toServer, "Ann has not answered");
    bob.answers(ANN, 3, Answer.ACK);
    bob.wait(3_000);
    assertEquals(List.of("600300000000"), bob.toServer, "once");
    assertEquals(Verdict.PASS, bob.server(Hex.frame("7F00 40E20100")), "his own question");
    bob.wait(100);
    assertFalse(told.contains("Ann: final 3"), "that shows nothing of later than the line");
    assertEquals(Verdict.DROP, bob.server(Hex.frame("7F00 40E20100")));
    assertTrue(told.contains("Ann: final 3"));
    bob.client("6003 00000000");
    assertEquals(Verdict.PASS, bob.server(Hex.frame("7F00 40E20200")), "he has asked");
  }

  @Test
  void anAnswerToTheClientsOwnLaterQuestionWillDo() {
    offload();
    bob.wait(50);
    bob.client("6003 00000000");
    bob.toServer.clear();
    bob.answers(ANN, 3, Answer.ACK);
    bob.wait(3_000);
    assertEquals(List.of(), bob.toServer, "an answer is on its way");
    assertEquals(Verdict.PASS, bob.server(Hex.frame("7F00 40E20100")));
    assertTrue(told.contains("Ann: final 3"));
  }

  @ParameterizedTest(name = "on {0},100 by the newer view: {1}")
  @CsvSource({"107, true", "108, false"})
  void whoWasNearAllTheTimeByAViewThatIsOldNowMayHaveMissedIt(int x, boolean late) {
    bob.link(BEA);
    bob.say("Bob : she has seen one");
    bob.server(ServerPackets.chatEcho("Bob : she has seen one"));
    bob.server(ServerPackets.standing(BEA, 114, 100, "Bea"));
    offload();
    bob.answers(ANN, 4, Answer.ACK);
    bob.wait(50);
    bob.server(Hex.frame("8800" + u32(BEA) + u16(x) + "6400")); // ZC_STOPMOVE
    assertEquals(List.of("600300000000"), bob.toServer);
    bob.toServer.clear();
    bob.server(Hex.frame("7F00 40E20100"));
    assertEquals(late ? List.of(BYTES) : List.of(), bob.toServer);
  }

  @Test
  void whileTheServerIsSilentItMayStandStillAndHaveSomebodyInEarshot() {
    bob.server(ServerPackets.standing(BEA, 111, 100, "Bea"));
    bob.server(ServerPackets.ownWalk(50_000, 100, 100, 92, 100));
    bob.wait(600); // four cells away from her
    assertEquals(Verdict.PASS, bob.say(LINE));
    assertEquals(1L, bob.counters.decisions().get("CHAT.MIRROR.UNCOVERED"));
    bob.server(ServerPackets.chatEcho(LINE));
    assertEquals(Verdict.DROP, bob.say("Bob : she is gone"), "the server runs");
  }

  @Test
  void aLineThatNobodyAnswersIsLate() {
    offload();
    bob.wait((int) Windows.ANSWER_MILLIS - 1);
    assertEquals(List.of(), bob.toServer);
    bob.wait(50);
    assertEquals(List.of(BYTES), bob.toServer);
  }

  @Test
  void aLineWhoseRecipientIsUnlinkedIsLate() {
    offload();
    bob.unlink(ANN);
    assertEquals(List.of(BYTES), bob.toServer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CZ_RESTART                | B200 01
          CZ_REQ_DISCONNECT         | 8A01 0000
          CZ_REQ_EXIT_ROOM          | E300
          an emote has its own      |
          """)
  void whoLeavesLeavesNothingUnsaid(String story, String packet) {
    offload();
    if (packet == null) {
      bob.emote(3);
      assertEquals(List.of(), bob.toServer, story);
    } else {
      assertEquals(Verdict.PASS, bob.client(packet));
      assertEquals(List.of(BYTES), bob.toServer, "before the packet itself");
    }
  }

  @Test
  void aPacketThatNobodyKnowsMayBeASkillThatTakesHimAway() {
    offload();
    bob.session.passing(Direction.CLIENT_TO_SERVER);
    assertEquals(List.of(BYTES), bob.toServer);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "6803 82841E00, asks a name",
    "3704 00000000 02, sits down",
    "6103 0000 04, turns",
  })
  void whatChangesNothingAboutWhoHearsLeavesItOpen(String packet, String what) {
    offload();
    assertEquals(Verdict.PASS, bob.client(packet), what);
    assertEquals(List.of(), bob.toServer);
  }

  @Test
  void aGrantThatIsRepeatedShowsNothing() {
    bob.client(walkTo(new Cell(105, 100)));
    bob.server(ServerPackets.ownWalk(50_100, 100, 100, 105, 100));
    offload();
    bob.answers(ANN, 3, Answer.NACK);
    bob.client(walkTo(new Cell(105, 100)));
    told.clear();
    bob.server(ServerPackets.ownWalk(50_300, 101, 100, 105, 100)); // he has been hit
    assertEquals(List.of(), told, "the line may still come back");
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chatEcho(LINE)), "and is on his screen");
  }

  @Test
  void theEndOfTheClientsStreamLeavesNothingUnsaid() {
    offload();
    bob.session.clientEnding();
    assertEquals(List.of(BYTES), bob.toServer);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aStreamThatCanNoLongerBeReadLeavesNothingUnsaid(Direction direction) {
    offload();
    bob.session.blind(direction);
    assertEquals(List.of(BYTES), bob.toServer);
  }

  @Test
  void aCommandIsBehindWhatWasSaidBefore() {
    offload();
    assertEquals(Verdict.PASS, bob.say("Bob : @where"));
    assertEquals(List.of(BYTES), bob.toServer);
    assertEquals(List.of("Ann: peer line 3 " + LINE, "Ann: notice 4, late 3"), told);
  }

  @Test
  void theNextLineIsMirroredBehindAnUnresolvedOne() {
    offload();
    assertEquals(Verdict.PASS, bob.say("Bob : and you?"));
    assertEquals(List.of(BYTES), bob.toServer);
    assertEquals(List.of("Ann: peer line 3 " + LINE, "Ann: line 4 Bob : and you?, late 3"), told);
  }

  @Test
  void anEqualLineGoesToTheServerOnly() {
    bob.say("Bob : marks");
    assertEquals(List.of("Ann: notice 3"), told);
    assertEquals(1L, bob.counters.decisions().get("CHAT.SERVER.REPEATED"));
  }

  @Test
  void nothingGoesToLinksWhileHidden() {
    offload();
    told.clear();
    bob.server(Hex.frame("2902 81841E00 0000 0000 02000000 00"));
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : where are you?")));
    bob.wait(60_000);
    assertEquals(List.of(BYTES), bob.toServer, "what was unresolved");
    assertEquals(Verdict.PASS, bob.say("Bob : psst"));
    assertEquals(List.of(), told);
  }

  @Test
  void aSessionWithMaskedIdsIsMirrored() {
    bob.mayWithhold = false;
    assertEquals(Verdict.PASS, bob.say(LINE));
    assertEquals(List.of("Ann: line 3 " + LINE), told);
    assertEquals(1L, bob.counters.decisions().get("CHAT.MIRROR.MASKED_IDS"));
  }

  @Test
  void aClientThatDoesNotReadGetsItsEchoFromTheServer() {
    bob.clientReads = false;
    assertEquals(Verdict.PASS, bob.say(LINE));
    assertEquals(1L, bob.counters.decisions().get("CHAT.MIRROR.CLIENT_BUSY"));
  }

  @Test
  void aSampleIsMirrored() {
    bob.samples = true;
    assertEquals(Verdict.PASS, bob.say(LINE));
    assertEquals(List.of("Ann: line 3 " + LINE), told);
    assertEquals(1L, bob.counters.decisions().get("CHAT.MIRROR.SAMPLE"));
  }

  @Test
  void theKillSwitchBringsBackWhatIsUnresolvedAndEndsTalkingAndListening() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    bob.server(ServerPackets.chat(ANN, "Ann : sync"));
    offload();
    told.clear();
    bob.presence.listener().lanes(ZoneLanes.OFF);
    assertEquals(List.of(BYTES), bob.toServer);
    assertEquals(List.of("Ann: tell me []"), told);
    told.clear();
    assertEquals(Verdict.PASS, bob.say("Bob : anybody?"));
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.PeerLine<>(2, line("Ann : hi")));
    assertEquals(List.of("Ann: NACK 2"), told);
    assertEquals(List.of(OWN_ECHO), bob.screen);
    assertEquals(1L, bob.counters.rejects().get("policy"));
  }

  @ParameterizedTest(name = "somebody appears on {0},100: {1}")
  @CsvSource({"100, true", "107, true", "108, false", "112, false"})
  void aNewcomerMayHaveStoodThereAllTheTime(int x, boolean late) {
    bob.link(BEA);
    bob.say("Bob : she has seen one");
    bob.server(ServerPackets.chatEcho("Bob : she has seen one"));
    offload();
    bob.server(ServerPackets.standing(BEA, x, 100, "Bea"));
    assertEquals(late ? List.of(BYTES) : List.of(), bob.toServer);
  }

  @ParameterizedTest(name = "somebody not linked appears on {0},100: {1}")
  @CsvSource({"107, true", "111, true", "112, false"})
  void whomNoLinkReachesTheServerWouldHaveToldAtTheEdge(int x, boolean late) {
    offload();
    bob.server(ServerPackets.standing(BEA, x, 100, "Bea"));
    assertEquals(late ? List.of(BYTES) : List.of(), bob.toServer);
  }

  @Test
  void nobodyIsANewcomerOnceTheLineIsFinal() {
    offload();
    bob.answers(ANN, 3, Answer.ACK);
    bob.catchUp();
    bob.server(ServerPackets.standing(BEA, 101, 100, "Bea"));
    assertEquals(List.of(), bob.toServer);
  }

  @ParameterizedTest(name = "Bea, not linked, on {0},100: {1}")
  @CsvSource({"101, PASS", "109, PASS", "111, PASS", "112, DROP", "113, DROP"})
  void somebodyPossiblyInRangeWhoCannotBeToldForcesAMirror(int x, Verdict verdict) {
    bob.server(ServerPackets.standing(BEA, x, 100, "Bea"));
    assertEquals(verdict, bob.say(LINE));
    assertEquals(verdict == Verdict.PASS ? 1 : 0, uncovered());
  }

  @Test
  void theGreyRingIsToldAndDecidesItself() {
    bob.server(ServerPackets.standing(ANN, 111, 100, "Ann"));
    assertEquals(Verdict.DROP, bob.say(LINE));
    assertEquals(List.of("Ann: peer line 3 " + LINE), told);
  }

  @Test
  void somebodyNewlyLinkedMustSeeOneLineComeBackFirst() {
    bob.server(ServerPackets.standing(BEA, 101, 100, "Bea"));
    bob.link(BEA);
    told.clear();
    assertEquals(Verdict.PASS, bob.say(LINE));
    assertEquals(1L, bob.counters.decisions().get("CHAT.MIRROR.NEWLY_LINKED"));
    bob.server(ServerPackets.chatEcho(LINE));
    assertEquals(Verdict.DROP, bob.say("Bob : you two"));
    assertTrue(told.contains("Bea: peer line 4 Bob : you two"), told.toString());
  }

  @Test
  void emotesGoTheSameWay() {
    bob.now += 2_000;
    bob.emote(1);
    bob.server(ServerPackets.emotion(BobsSession.BOB, 1));
    bob.now += 2_000;
    bob.emote(2);
    bob.server(ServerPackets.emotion(BobsSession.BOB, 2));
    bob.now += 2_000;
    assertEquals(Verdict.DROP, bob.emote(3));
    assertEquals("Ann: emote peer line 3 3", told.get(told.size() - 1));
    assertEquals(List.of(hex(ServerPackets.emotion(BobsSession.BOB, 3))), bob.screen);
    bob.says(new PeerMessage.Answered(BobsSession.header(ANN), Kind.EMOTE, ANN, 3, Answer.NACK));
    assertEquals(List.of(hex("BF00 03")), bob.toServer);
    assertEquals(Verdict.DROP, bob.server(ServerPackets.emotion(BobsSession.BOB, 3)));
  }

  @Test
  void anAnswerWithAnotherTokenOrFromSomebodyElseCountsForNothing() {
    offload();
    bob.says(new PeerMessage.Answered(BobsSession.header(ANN), Kind.CHAT, ANN + 1, 3, Answer.NACK));
    bob.answers(BEA, 3, Answer.NACK);
    bob.answers(ANN, 2, Answer.NACK);
    assertEquals(List.of(), bob.toServer);
  }

  @Test
  void aLineOfAnnsByHerProxyOnlyIsShownAndAnswered() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : too early")));
    assertEquals(List.of("Ann: NACK 1"), told, "the order is not sure on a new link");
    bob.tells(ANN, new ToReceivers.Late<>(1));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : too early")));
    told.clear();
    bob.tells(ANN, new ToReceivers.PeerLine<>(2, line("Ann : hi")));
    assertEquals(List.of("Ann: ACK 2"), told);
    assertEquals(List.of(hex(ServerPackets.chat(ANN, "Ann : hi"))), bob.screen);
    bob.tells(ANN, new ToReceivers.Late<>(2));
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chat(ANN, "Ann : hi")));
  }

  @Test
  void whileTheServerIsSilentItMayStillHaveAnnNear() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : hi"), ToReceivers.NONE));
    bob.server(ServerPackets.chat(ANN, "Ann : hi"));
    bob.server(ServerPackets.walking(ANN, 103, 100, 117, 100, 50_000, "Ann"));
    bob.wait(1_050);
    told.clear();
    bob.tells(ANN, new ToReceivers.PeerLine<>(2, line("Ann : on my way")));
    assertEquals(List.of("Ann: NACK 2"), told);
    assertEquals(1L, bob.counters.rejects().get("server_silent"));
  }

  private void offload() {
    assertEquals(Verdict.DROP, bob.say(LINE));
  }

  private long uncovered() {
    return bob.counters.decisions().getOrDefault("CHAT.MIRROR.UNCOVERED", 0L);
  }
}
