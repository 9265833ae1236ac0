package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BEA;
import static org.rop2p.proxy.play.BobsSession.hex;
import static org.rop2p.proxy.play.BobsSession.walkTo;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;

/** Where movement is offloaded: when the server hears of what Bob clicks. */
class PacedWalkTest {
  private static final ZoneLanes PACED = new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.OFFLOAD);

  private final BobsSession bob = new BobsSession(PACED);
  private final List<String> told = bob.presence.told;

  /** He has walked one cell and stands: what he clicks next goes at once, the one after waits. */
  @BeforeEach
  void oneGoesAndOneWaits() {
    bob.prove();
    bob.client(walkTo(new Cell(101, 100)));
    bob.server(ServerPackets.ownWalk(50_010, 100, 100, 101, 100));
    bob.wait(1_000);
    told.clear();
    assertEquals(Verdict.PASS, click(110));
    bob.wait(200);
    assertEquals(Verdict.DROP, click(105));
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void peersAreToldOfBothAtOnce() {
    assertEquals(List.of("Ann: walk to 110,100", "Ann: walk to 105,100"), told);
  }

  @Test
  void theLatestGoesHalfASecondAfterTheFirst() {
    bob.wait(100);
    assertEquals(Verdict.DROP, click(107));
    bob.wait(150);
    assertEquals(List.of(), bob.toServer);
    bob.wait(50);
    assertEquals(List.of(walk(107)), bob.toServer);
    bob.wait(2_000);
    assertEquals(1, bob.toServer.size(), "once");
    assertEquals(1, count(Count.OFFLOADED), "the one in between");
    assertEquals(
        count(Count.SENT), count(Count.OFFLOADED) + count(Count.MIRRORED) + count(Count.SERVER));
  }

  @Test
  void aPacketThatNobodyLooksAtTakesItAlong() {
    bob.session.passing(Direction.SERVER_TO_CLIENT);
    assertEquals(List.of(), bob.toServer);
    bob.session.passing(Direction.CLIENT_TO_SERVER);
    assertEquals(List.of(walk(105)), bob.toServer);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "6003 00000000, the time",
    "3704 00000000 02, sitting down",
    "9000 80778E06 01, an NPC",
    "7D00, the map is loaded",
    "B200 01, back to the characters",
    "8A01 0000, quitting",
  })
  void whateverIsAskedComesBehind(String packet, String what) {
    assertEquals(Verdict.PASS, bob.client(packet), what);
    assertEquals(List.of(walk(105)), bob.toServer);
  }

  @Test
  void aLineForTheServerComesBehindAndOneForPeersLeavesItWaiting() {
    assertEquals(Verdict.DROP, bob.say("Bob : for peers"));
    assertEquals(List.of(), bob.toServer);
    assertEquals(Verdict.PASS, bob.say("Bob : @where"));
    assertEquals(
        List.of(walk(105), hex(BobsSession.chat("Bob : for peers"))),
        bob.toServer,
        "and the unresolved line behind it");
  }

  @Test
  void theClientsEndAndLostFramesSendIt() {
    bob.session.clientEnding();
    assertEquals(List.of(walk(105)), bob.toServer);
    click(106);
    bob.session.blind(Direction.SERVER_TO_CLIENT);
    assertEquals(List.of(walk(105), walk(106)), bob.toServer);
  }

  @Test
  void anotherMapForgetsIt() {
    bob.server(ServerPackets.mapMove("geffen.gat", 50, 50));
    bob.wait(1_000);
    assertEquals(List.of(), bob.toServer);
  }

  @Test
  void whoIsLinkedAndDoesNotWantWalksMustSeeItFromTheServer() {
    Set<Kind> lines = EnumSet.of(Kind.CHAT, Kind.EMOTE);
    bob.says(new PeerMessage.Subscribe(BobsSession.header(ANN), ANN, lines));
    bob.wait(50);
    assertEquals(List.of(walk(105)), bob.toServer);
    assertEquals(Verdict.PASS, click(106));
  }

  @Test
  void whoIsNotLinkedMustSeeItFromTheServer() {
    bob.server(ServerPackets.standing(BEA, 104, 100, "Bea"));
    assertEquals(List.of(walk(105)), bob.toServer);
    assertEquals(Verdict.PASS, click(106));
  }

  @Test
  void whoIsNotLinkedAnyMoreToo() {
    bob.server(ServerPackets.standing(BEA, 104, 100, "Bea"));
    bob.link(BEA);
    click(106);
    bob.unlink(BEA);
    assertEquals(walk(106), bob.toServer.get(bob.toServer.size() - 1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a monster in view,    FF09 6C00 05 809E8C06 00000000 9600 00*8 EA03 00*38 %s 0505 00 00*39, MONSTERS",
    "a warp near the way,  FF09 6C00 06 809E8C06 00000000 9600 00*8 2D00 00*38 %s 0505 00 00*39, NEAR_WARP",
    "a skill on the ground, CA09 1700 10000000 82841E00 6C00 6400 00*7, SKILL_UNITS",
  })
  void whereSomethingMayHappenOnTheWayNothingWaits(String what, String frame, String reason) {
    bob.server(Hex.frame(frame.formatted(ServerPackets.position(108, 100))));
    bob.wait(50);
    assertEquals(List.of(walk(105)), bob.toServer, what);
    assertEquals(Verdict.PASS, click(106));
    assertEquals(1L, bob.counters.decisions().get("MOVEMENT.MIRROR." + reason));
  }

  @Test
  void maskedIdsWithholdNothing() {
    bob.mayWithhold = false;
    assertEquals(Verdict.PASS, click(106));
    assertEquals(List.of(walk(105)), bob.toServer, "the one that waited goes first");
  }

  @Test
  void thePolicyEnds() {
    bob.presence.listener().lanes(BobsSession.MIRROR);
    assertEquals(List.of(walk(105)), bob.toServer);
    assertEquals(Verdict.PASS, click(106));
  }

  @Test
  void sittingDownPeersAreToldWhereHeStops() {
    bob.server(ServerPackets.ownWalk(51_010, 101, 100, 110, 100));
    told.clear();
    bob.client("3704 00000000 02");
    assertEquals(1, told.size());
    assertTrue(told.get(0).startsWith("Ann: stops on 10"), told.toString());
  }

  private Verdict click(int x) {
    return bob.client(walkTo(new Cell(x, 100)));
  }

  private static String walk(int x) {
    return hex(Hex.frame(walkTo(new Cell(x, 100))));
  }

  private long count(Count what) {
    return bob.counters.get(Kind.MOVEMENT, what);
  }
}
