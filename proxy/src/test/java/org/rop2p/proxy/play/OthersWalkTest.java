package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.u16;
import static org.rop2p.proxy.ServerPackets.u32;
import static org.rop2p.proxy.play.BobsSession.ANN;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OpenRequests;

/** What becomes of Ann's walks on Bob's screen; she stands at 103,100. */
class OthersWalkTest {
  private final BobsSession bob = new BobsSession(BobsSession.MIRROR);
  private int sequence;

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void whereThePolicyForbidsItNothingOfHersIsShown() {
    bob.presence.listener().lanes(ZoneLanes.OFF);
    assertRefused("policy", 106);
  }

  @Test
  void wherePlayersFightNothingOfHersIsShown() {
    bob.server(Hex.frame("9B09 0300 01000000"));
    assertRefused("fighting_map", 106);
  }

  @Test
  void fartherThanShePossiblyWalksIsRefused() {
    assertRefused("too_far", 140);
  }

  @Test
  void fromAnotherMapNothingIsShown() {
    PeerMessage.Header there = new PeerMessage.Header(ANN, List.of(BobsSession.BOB), "geffen", 9);
    bob.says(new PeerMessage.WalkTo(there, 1, OpenRequests.NONE, new Cell(106, 100), false));
    assertEquals(1L, bob.counters.rejects().get("other_map"));
  }

  @Test
  void aClientThatDoesNotReadGetsTheServersWord() {
    bob.clientReads = false;
    assertRefused("client_busy", 106);
    bob.clientReads = true;
    walks(106);
    bob.clientReads = false;
    assertEquals(
        Verdict.PASS,
        bob.server(ServerPackets.walking(ANN, 103, 100, 90, 100, 50_550, "Ann")),
        "ours in its place would be lost");
  }

  @Test
  void anOverrulingWalkGoesOnFromWhereSheIsDrawn() {
    walks(110);
    bob.wait(300);
    bob.screen.clear();
    assertEquals(
        Verdict.DROP, bob.server(ServerPackets.walking(ANN, 103, 100, 95, 100, 50_550, "Ann")));
    assertEquals(1, bob.screen.size());
    assertTrue(
        bob.screen.get(0).startsWith("8600" + u32(ANN) + ServerPackets.move(105, 100, 95, 100)));
    assertEquals(0, bob.counters.get(Kind.MOVEMENT, Count.SERVER_COPY_DROPPED));
  }

  @Test
  void sittingDownElsewhereSheIsPutThereFirst() {
    walks(110);
    bob.wait(600);
    bob.screen.clear();
    assertEquals(Verdict.PASS, bob.server(sits()));
    assertEquals(List.of("8800" + u32(ANN) + u16(103) + u16(100)), bob.screen);
  }

  @Test
  void whoWalksToHerStopSitsDownWhenSheIsThere() {
    walksBackToHerStop();
    assertEquals(Verdict.DROP, bob.server(sits()), "not yet");
    bob.screen.clear();
    bob.wait(400);
    assertEquals(List.of(), bob.screen);
    bob.wait(100);
    assertEquals(List.of(BobsSession.hex(sits())), bob.screen, "there, and not put there");
  }

  @Test
  void whatIsKeptOfHerGoesBeforeWhatElseTheServerTellsOfHer() {
    walksBackToHerStop();
    bob.server(sits());
    bob.screen.clear();
    assertEquals(Verdict.PASS, bob.server(ServerPackets.standing(ANN, 103, 100, "Ann")));
    assertEquals(BobsSession.hex(sits()), bob.screen.get(bob.screen.size() - 1));
  }

  @Test
  void norIsItLostWithTheFraming() {
    walksBackToHerStop();
    bob.server(sits());
    bob.screen.clear();
    bob.session.blind(Direction.SERVER_TO_CLIENT);
    assertEquals(BobsSession.hex(sits()), bob.screen.get(bob.screen.size() - 1));
  }

  @Test
  void anEntryThatWouldMakeHerJumpIsABareMoveWherePeersTellWalks() {
    bob.server(ServerPackets.walking(ANN, 103, 100, 113, 100, 50_000, "Ann"));
    bob.wait(300);
    ByteBuf lags = ServerPackets.walking(ANN, 103, 100, 93, 100, 50_300, "Ann");
    assertEquals(Verdict.DROP, bob.server(lags.copy()));
    bob.presence.listener().lanes(ZoneLanes.OFF);
    bob.server(ServerPackets.standing(ANN, 103, 100, "Ann"));
    bob.server(ServerPackets.walking(ANN, 103, 100, 113, 100, 50_600, "Ann"));
    bob.wait(300);
    assertEquals(Verdict.PASS, bob.server(lags), "as the server wrote it");
  }

  @Test
  void theServersWordOfAWalkThatWasRefusedIsOlderThanThoseAfterIt() {
    bob.clientReads = false;
    walks(106);
    bob.clientReads = true;
    walks(110, new Cell(106, 100));
    bob.wait(100);
    assertEquals(
        Verdict.DROP, bob.server(ServerPackets.walking(ANN, 103, 100, 106, 100, 50_100, "Ann")));
    assertEquals(1, bob.screen.size(), "she is bound for 110 already");
  }

  /** The frame that shows her has no tick: it is as old as the clock says. */
  @Test
  void whatWasGrantedHerBeforeSheIsShownStandingIsNotAwaited() {
    bob.wait(500);
    bob.server(ServerPackets.standing(ANN, 103, 100, "Ann"));
    Granted before = new Granted(new Cell(95, 100), 50_100);
    bob.says(
        new PeerMessage.WalkTo(
            BobsSession.header(ANN),
            ++sequence,
            new OpenRequests(Optional.of(before), List.of(before), List.of()),
            new Cell(106, 100),
            false));
    ByteBuf again = ServerPackets.walking(ANN, 103, 100, 95, 100, 50_600, "Ann");
    assertEquals(Verdict.PASS, bob.server(again), "so it is asked for since");
  }

  @Test
  void whoComesOutOfHidingIsNotShownWalkingUp() {
    bob.server(hiding(true));
    bob.server(hiding(false));
    assertRefusedWord(106);
    ByteBuf elsewhere = ServerPackets.walking(ANN, 96, 100, 90, 100, 50_100, "Ann");
    assertEquals(Verdict.PASS, bob.server(elsewhere));
    walks(100);
    assertEquals(1, bob.screen.size());
  }

  @Test
  void anotherMapIsANewBeginningForThoseNotBelieved() {
    whoIsNeverConfirmedIsNotBelievedAnyMore();
    bob.server(ServerPackets.mapMove("prontera.gat", 100, 100));
    bob.client("7D00");
    bob.server(ServerPackets.standing(ANN, 103, 100, "Ann"));
    bob.screen.clear();
    walks(106);
    assertEquals(1, bob.screen.size());
  }

  @Test
  void whoIsNeverConfirmedIsNotBelievedAnyMore() {
    for (int i = 0; i < 10; i++) {
      walks(i % 2 == 0 ? 106 : 100);
      bob.wait(1_500);
      bob.session.passing(Direction.SERVER_TO_CLIENT);
      bob.wait(2_000);
    }
    assertEquals(10, bob.counters.get(Kind.MOVEMENT, Count.ROLLED_BACK));
    bob.screen.clear();
    assertRefused("never_confirmed", 106);
  }

  @ParameterizedTest(name = "stops: {0}")
  @ValueSource(booleans = {true, false})
  void aStopIsBelievedWhereSheStopsThoughSheWouldBeOutOfViewByNow(boolean stops) {
    bob.server(ServerPackets.walking(ANN, 112, 100, 120, 100, 50_100, "Ann"));
    bob.wait(600); // at 116, if she still walks
    bob.screen.clear();
    bob.says(
        new PeerMessage.WalkTo(
            BobsSession.header(ANN),
            ++sequence,
            new OpenRequests(Optional.empty(), List.of(), List.of(new Cell(120, 100))),
            new Cell(114, 100),
            stops));
    assertEquals(stops ? 1 : 0, bob.screen.size());
    assertEquals(stops ? null : 1L, bob.counters.rejects().get("out_of_range"));
  }

  private static ByteBuf hiding(boolean hidden) {
    return Hex.frame("2902 82841E00 0000 0000 0" + (hidden ? 2 : 0) + "000000 00");
  }

  private void assertRefusedWord(int x) {
    walks(x);
    assertEquals(List.of(), bob.screen);
  }

  private void assertRefused(String reason, int x) {
    walks(x);
    assertEquals(1L, bob.counters.rejects().get(reason));
    assertEquals(List.of(), bob.screen);
  }

  private void walks(int x, Cell... open) {
    bob.says(
        new PeerMessage.WalkTo(
            BobsSession.header(ANN),
            ++sequence,
            new OpenRequests(Optional.empty(), List.of(), List.of(open)),
            new Cell(x, 100),
            false));
  }

  /** Drawn at 106, stopped by the server at 103: 450 ms. */
  private void walksBackToHerStop() {
    walks(110);
    bob.wait(100);
    bob.server(ServerPackets.walking(ANN, 103, 100, 110, 100, 50_100, "Ann"));
    bob.wait(350);
    assertEquals(
        Verdict.DROP, bob.server(Hex.frame("8800" + u32(ANN) + u16(103) + u16(100))), "she walks");
  }

  private static ByteBuf sits() {
    return Hex.frame("C808" + u32(ANN) + "00*23 02 00*4");
  }
}
