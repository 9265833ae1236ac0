package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BOB;
import static org.rop2p.proxy.play.BobsSession.hex;
import static org.rop2p.proxy.play.BobsSession.line;
import static org.rop2p.proxy.play.BobsSession.walkTo;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OpenRequests;

/** What a mirrored zone does with what Bob says, shows and walks, and with what Ann does. */
class PlaySessionTest {
  private final BobsSession bob = new BobsSession(BobsSession.MIRROR);
  private final List<String> told = bob.presence.told;

  @AfterEach
  void leave() {
    bob.close();
    assertEquals("closed", bob.presence.heard.get(bob.presence.heard.size() - 1));
  }

  @Test
  void presenceHearsOfMapAndPlayers() {
    assertEquals(List.of("entered prontera", "appeared " + ANN), bob.presence.heard);
    bob.server(ServerPackets.vanish(ANN));
    assertTrue(bob.presence.heard.contains("vanished " + ANN));
  }

  @Test
  void presenceHearsOfHidingOnce() {
    bob.presence.heard.clear();
    bob.server(hiding(true));
    bob.server(hiding(true));
    bob.server(ServerPackets.mapMove("geffen.gat", 50, 50));
    bob.client("7D00");
    bob.server(hiding(false));
    assertEquals(List.of("unseen", "entered geffen", "seen"), bob.presence.heard);
  }

  @Test
  void packetsThatChangeNothingHereAreNotAskedFor() {
    for (Packet packet : List.of(Packet.ZC_CHANGE_DIRECTION, Packet.ZC_AID, Packet.CZ_ENTER)) {
      assertFalse(bob.session.wants(packet), packet.name());
    }
    for (Packet glance :
        List.of(Packet.CZ_REQNAME, Packet.CZ_REQNAME_BYGID, Packet.CZ_CHANGE_DIRECTION)) {
      assertTrue(bob.session.wants(glance), "to know it from a skill: " + glance);
    }
    assertTrue(bob.session.wants(Packet.ZC_NOTIFY_MOVEENTRY));
    assertTrue(bob.session.wants(Packet.CZ_REQUEST_CHAT));
  }

  @Test
  void chatIsProvenThenMirrored() {
    assertEquals(Verdict.PASS, bob.say("Bob : first"));
    assertEquals(List.of("Ann: notice 1"), told, "that something was said, not what");
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chatEcho("Bob : first")));
    assertEquals(Verdict.PASS, bob.say("Bob : second"));
    assertEquals(List.of("Ann: notice 1", "Ann: settled 1", "Ann: line 2 Bob : second"), told);
    PeerMessage.Header header =
        bob.presence.messages.get(bob.presence.messages.size() - 1).header();
    assertEquals(new PeerMessage.Header(BOB, List.of(ANN), "prontera", 101), header);
    assertEquals(1, bob.counters.get(Kind.CHAT, Count.MIRRORED));
    assertEquals(1, bob.counters.get(Kind.CHAT, Count.SERVER));
  }

  @Test
  void anEchoThatIsAlteredProvesNothing() {
    bob.say("Bob : first");
    bob.server(ServerPackets.chatEcho("Bob : f***t"));
    bob.say("Bob : second");
    assertEquals(List.of("Ann: notice 1", "Ann: notice 2"), told);
  }

  @Test
  void emotesAndWalksAreProvenEachForItself() {
    bob.emote(5);
    bob.server(ServerPackets.emotion(BOB, 5));
    bob.client(walkTo(new Cell(105, 100)));
    assertEquals(List.of("Ann: emote notice 1", "Ann: emote settled 1"), told);
    bob.server(ServerPackets.ownWalk(50_100, 100, 100, 105, 100));
    told.clear();
    bob.client(walkTo(new Cell(102, 102)));
    bob.server(ServerPackets.ownWalk(50_200, 101, 100, 102, 102));
    bob.now += 2_000;
    bob.emote(6);
    assertEquals(List.of("Ann: walk to 102,102", "Ann: emote line 2 6"), told);
    told.clear();
    bob.say("Bob : unproven");
    assertEquals(List.of("Ann: notice 1"), told);
  }

  @Test
  void whileTheServerOwesTheAnswerToAWalkNobodyCanSayWhoHears() {
    bob.emote(5);
    bob.server(ServerPackets.emotion(BOB, 5));
    bob.client(walkTo(new Cell(105, 100)));
    bob.now += 5_000;
    told.clear();
    bob.emote(6);
    bob.client(walkTo(new Cell(102, 102)));
    assertEquals(List.of("Ann: emote notice 2"), told);
    bob.server(ServerPackets.emotion(BOB, 6)); // sent after the first walk, which was ignored
    told.clear();
    bob.now += 2_000;
    bob.client("6003 00000000");
    bob.server(Hex.frame("7F00 40E20100")); // and so was the second
    bob.emote(7);
    assertEquals(List.of("Ann: emote line 3 7"), told);
  }

  @Test
  void norWhetherItWillGrantMoreWalks() {
    bob.client(walkTo(new Cell(105, 100)));
    bob.server(ServerPackets.ownWalk(50_100, 100, 100, 105, 100));
    bob.client(walkTo(new Cell(103, 103)));
    assertEquals(List.of("Ann: walk to 103,103"), told, "proven");
    bob.now += 5_000;
    bob.client(walkTo(new Cell(102, 102)));
    assertEquals(1, told.size(), "the one before has no answer yet");
    bob.server(ServerPackets.ownWalk(50_200, 101, 100, 103, 103));
    bob.client(walkTo(new Cell(104, 104)));
    assertEquals("Ann: walk to 104,104", told.get(1));
  }

  @Test
  void whatSomebodyElseShowsProvesNothing() {
    bob.emote(5);
    bob.server(ServerPackets.emotion(ANN, 5));
    bob.now += 2_000;
    bob.emote(7);
    assertEquals(List.of("Ann: emote notice 1", "Ann: emote notice 2"), told);
  }

  @Test
  void aWalkNamesThoseThatTheServerMayYetTell() {
    proveWalks();
    bob.wait(2_000);
    bob.client(walkTo(new Cell(104, 100)));
    bob.client(walkTo(new Cell(103, 103)));
    assertEquals(List.of("104,100 after []", "103,103 after [104,100]"), walks());
  }

  @Test
  void itSaysWhichOfThemTheServerHasGrantedAndWhen() {
    proveWalks(); // the server has granted 101,100
    bob.wait(2_000);
    bob.client(walkTo(new Cell(104, 100)));
    bob.server(ServerPackets.ownWalk(50_200, 101, 100, 104, 100));
    bob.client(walkTo(new Cell(103, 103)));
    bob.server(ServerPackets.ownWalk(50_500, 103, 100, 103, 103));
    bob.wait(2_000);
    bob.client(walkTo(new Cell(102, 103)));
    Granted first = new Granted(new Cell(104, 100), 50_200);
    Granted second = new Granted(new Cell(103, 103), 50_500);
    assertEquals(
        List.of(
            new OpenRequests(Optional.of(first), List.of(first), List.of()),
            new OpenRequests(Optional.of(second), List.of(), List.of())),
        open().subList(1, 3));
  }

  @Test
  void butNotThoseMadeWhileHidden() {
    proveWalks();
    bob.wait(2_000);
    bob.server(hiding(true));
    bob.client(walkTo(new Cell(104, 100)));
    bob.server(ServerPackets.ownWalk(50_200, 101, 100, 104, 100));
    bob.server(hiding(false));
    bob.client(walkTo(new Cell(103, 103)));
    assertEquals(List.of("103,103 after []"), walks());
  }

  @Test
  void whoAsksToSitDownIsNotToldToWalk() {
    proveWalks();
    bob.wait(2_000);
    bob.client("3704 00000000 02"); // sit
    bob.client(walkTo(new Cell(104, 100)));
    assertEquals(List.of(), walks());
    bob.client("3704 00000000 03"); // stand
    bob.client(walkTo(new Cell(104, 101)));
    assertEquals(List.of("104,101 after [104,100]"), walks());
  }

  @Test
  void aServerThatDoesNotLetHimSitSaysNothing() {
    proveWalks();
    bob.wait(2_000);
    bob.client("3704 00000000 02");
    bob.wait(2_000);
    bob.client(walkTo(new Cell(104, 100)));
    assertEquals(List.of("104,100 after []"), walks());
  }

  @Test
  void talkingToAnNpcReachesNoPeer() {
    proveWalks();
    for (String packet :
        List.of(
            "9000 80778E06 01", // contact
            "B900 80778E06", // next
            "B800 80778E06 01", // menu
            "4301 80778E06 05000000", // number
            "D501 0F00 80778E06 'secret' 00")) { // text
      assertEquals(Verdict.PASS, bob.client(packet));
    }
    bob.client(walkTo(new Cell(104, 100)));
    assertEquals(List.of(), told);
    assertEquals(Verdict.PASS, bob.client("4601 80778E06")); // close
    bob.wait(1_000); // the server has had its time to grant the first one
    bob.client(walkTo(new Cell(103, 103)));
    assertTrue(told.contains("Ann: walk to 103,103"), "he has closed the window");
  }

  @Test
  void anNpcThatSpeaksFirstKeepsHimFromWalkingUntilTheServerLetsHim() {
    proveWalks();
    bob.server(Hex.frame("B400 0B00 80778E06 'Hi' 00"));
    bob.client(walkTo(new Cell(104, 100)));
    assertEquals(List.of(), told);
    bob.server(ServerPackets.ownWalk(50_200, 100, 100, 104, 100));
    bob.client(walkTo(new Cell(103, 103)));
    assertEquals(1, told.size(), "the server lets him walk again");
  }

  @Test
  void aCommandIsOnlyNoticedAndMustBeFollowedByProof() {
    bob.prove();
    bob.say("Bob : @channel bindto #main");
    bob.say("Bob : a secret");
    assertEquals(List.of("Ann: notice 3", "Ann: notice 4"), told);
  }

  @Test
  void aCommandCountsEvenWhenHidden() {
    bob.prove();
    bob.server(hiding(true));
    bob.say("Bob : @channel bindto #main");
    assertEquals(List.of(), told);
    bob.server(hiding(false));
    bob.say("Bob : a secret");
    assertEquals(List.of("Ann: hello []", "Ann: emote hello []", "Ann: notice 4"), told);
  }

  @Test
  void aNewMapBeginsAnew() {
    bob.prove();
    bob.server(ServerPackets.mapMove("geffen.gat", 50, 50));
    assertTrue(bob.presence.heard.contains("entered geffen"));
    bob.server(ServerPackets.standing(ANN, 51, 50, "Ann"));
    bob.say("Bob : still loading");
    assertEquals(List.of(), lines(), "while the client loads nobody is told");
    bob.client("7D00");
    bob.say("Bob : unproven");
    bob.server(ServerPackets.chatEcho("Bob : unproven"));
    bob.say("Bob : here");
    PeerMessage.Header header =
        bob.presence.messages.get(bob.presence.messages.size() - 1).header();
    assertEquals("geffen", header.zone());
    assertEquals(102, header.epoch());
    assertEquals("Ann: line 5 Bob : here", told.get(told.size() - 1));
  }

  @Test
  void aLineWithoutEchoIsRefusedByALaterAnswerAndDisproves() {
    bob.prove();
    bob.say("Bob : swallowed");
    bob.client("6003 00000000"); // CZ_REQUEST_TIME
    bob.wait(20_000);
    assertEquals(List.of("Ann: line 3 Bob : swallowed"), lines(), "silence shows nothing");
    bob.server(Hex.frame("7F00 00000000"));
    bob.say("Bob : unproven");
    assertEquals(
        List.of("Ann: line 3 Bob : swallowed", "Ann: refused 3", "Ann: notice 4"), lines());
  }

  @Test
  void nobodyFarNobodyUnlinkedIsToldTheText() {
    bob.prove();
    bob.unlink(ANN);
    bob.say("Bob : hello");
    assertEquals(List.of(), told);
    bob.link(ANN);
    bob.server(ServerPackets.standing(ANN, 112, 100, "Ann"));
    told.clear();
    bob.say("Bob : hello there");
    assertEquals(List.of("Ann: notice 4"), told);
  }

  @Test
  void annsLineIsShownOnceWhicheverLaneIsFirst() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    assertEquals(List.of(), bob.screen, "the order is not sure on a new link");
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : sync")));
    bob.tells(ANN, new ToReceivers.BothLine<>(2, line("Ann : hi"), ToReceivers.NONE));
    assertEquals(List.of(hex(ServerPackets.chat(ANN, "Ann : hi"))), bob.screen);
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chat(ANN, "Ann : hi")));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : bye")));
    bob.tells(ANN, new ToReceivers.BothLine<>(3, line("Ann : bye"), ToReceivers.NONE));
    assertEquals(1, bob.screen.size());
    assertEquals(1, bob.counters.get(Kind.CHAT, Count.SHOWN_FROM_PEER));
    assertEquals(1, bob.counters.get(Kind.CHAT, Count.SERVER_COPY_DROPPED));
    assertEquals(2, bob.counters.get(Kind.CHAT, Count.PEER_COPY_DROPPED));
  }

  @Test
  void whatWasHeldIsShownBehindTheFrameThatBringsItsAuthor() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : sync")));
    bob.server(ServerPackets.vanish(ANN));
    bob.tells(ANN, new ToReceivers.PeerLine<>(2, line("Ann : here I am")));
    bob.wait(100);
    assertEquals(List.of(), bob.screen, "nobody of that name is on the screen");
    bob.server(ServerPackets.standing(ANN, 103, 100, "Ann"));
    assertEquals(List.of(), bob.screen, "the client does not have that frame yet");
    bob.wait(100);
    assertEquals(List.of(hex(ServerPackets.chat(ANN, "Ann : here I am"))), bob.screen);
  }

  @Test
  void aLieIsNotShownCountedAndAnOffence() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Bob : I owe you"), ToReceivers.NONE));
    assertEquals(List.of(), bob.screen);
    assertEquals(1L, bob.counters.rejects().get("not_his_name"));
    assertEquals(List.of(ANN + " not_his_name"), bob.presence.offences);
  }

  @Test
  void annsWalkIsShownConfirmedAndTheNextOneTakenBack() {
    bob.now += 500;
    bob.says(annWalks(1, 106, 104));
    assertEquals(
        List.of(
            "8600"
                + ServerPackets.u32(ANN)
                + ServerPackets.move(103, 100, 106, 104)
                + ServerPackets.u32(50_500)),
        bob.screen);
    bob.now += 60;
    assertEquals(
        Verdict.DROP, bob.server(ServerPackets.walking(ANN, 103, 100, 106, 104, 50_550, "Ann")));
    bob.now += 2_000;
    bob.says(annWalks(2, 100, 104));
    assertEquals(2, bob.screen.size());
    bob.wait(3_000);
    assertEquals(2, bob.screen.size(), "the server may stand still");
    bob.session.passing(Direction.SERVER_TO_CLIENT);
    bob.wait(1_000);
    assertTrue(
        bob.screen.get(2).startsWith("8600" + ServerPackets.u32(ANN)), "she walks back to 106,104");
    assertEquals(1, bob.counters.get(Kind.MOVEMENT, Count.ROLLED_BACK));
    bob.session.passing(Direction.SERVER_TO_CLIENT);
    bob.wait(3_000);
    assertEquals(3, bob.screen.size(), "taken back once");
  }

  @Test
  void aWalkThatShowsANewHatIsPassedOn() {
    bob.says(annWalks(1, 106, 104));
    ByteBuf frame = ServerPackets.walking(ANN, 103, 100, 106, 104, 50_550, "Ann");
    frame.setByte(41, 7);
    assertEquals(Verdict.PASS, bob.server(frame));
  }

  @Test
  void whoLeftViewIsNotBelieved() {
    bob.server(ServerPackets.vanish(ANN));
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : hi"), ToReceivers.NONE));
    bob.wait(300);
    assertEquals(List.of(), bob.screen);
    assertEquals(1L, bob.counters.rejects().get("author_not_in_view"));
  }

  @Test
  void aDefectIsTheCallersToCatch() {
    bob.presence.defective = true;
    assertThrows(IllegalStateException.class, () -> bob.say("Bob : hi"));
    bob.presence.defective = false;
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : hi")));
  }

  /** Walks have been granted. */
  private List<String> walks() {
    return walkWords().map(walk -> walk.to() + " after " + walk.open().asked()).toList();
  }

  private List<OpenRequests> open() {
    return walkWords().map(PeerMessage.WalkTo::open).toList();
  }

  private Stream<PeerMessage.WalkTo> walkWords() {
    return bob.presence.messages.stream()
        .filter(PeerMessage.WalkTo.class::isInstance)
        .map(PeerMessage.WalkTo.class::cast);
  }

  private void proveWalks() {
    bob.client(walkTo(new Cell(101, 100)));
    bob.server(ServerPackets.ownWalk(50_010, 100, 100, 101, 100));
    bob.now += 150;
    told.clear();
  }

  /** What Ann was told of chat. */
  private List<String> lines() {
    return told.stream().filter(words -> !words.contains("tell me")).toList();
  }

  private static ByteBuf hiding(boolean hidden) {
    return Hex.frame("2902 81841E00 0000 0000 0" + (hidden ? 2 : 0) + "000000 00");
  }

  private static PeerMessage annWalks(int sequence, int x, int y) {
    return new PeerMessage.WalkTo(
        BobsSession.header(ANN), sequence, OpenRequests.NONE, new Cell(x, y), false);
  }
}
