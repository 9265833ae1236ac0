package org.rop2p.transport.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.turn.TurnScene.BASE;
import static org.rop2p.transport.turn.TurnScene.CREDENTIALS;
import static org.rop2p.transport.turn.TurnScene.SERVER;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.StunMethod;

/** Stories of an allocation: how it comes, how it is kept, how it goes. */
final class TurnAllocationTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 6_000);
  private static final InetAddress PEER_IP = PEER.getAddress();
  private static final Duration MOMENT = Duration.ofMillis(1);

  /** An answer is missed for good after this, and a bit. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  @Test
  void allocatesAfterTheChallenge() {
    TurnScene scene = new TurnScene().run(MOMENT);
    InetSocketAddress relayed = scene.allocation.relayed().orElseThrow();
    assertEquals(List.of(new TurnOutput.Allocated(relayed, BASE)), scene.events);
    assertEquals(SERVER.getAddress(), relayed.getAddress());
    assertEquals(2, scene.server.requests(StunMethod.ALLOCATE), "bare, then signed");
    assertEquals(1, scene.server.allocations(scene.now));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 1", "2, 3", "5, 0", "0, 5"})
  void lostRequestsAndAnswersAreMadeUpFor(int requests, int answers) {
    TurnScene scene = new TurnScene();
    // Of each transaction: its id is in the same place either way.
    Map<String, Integer> seen = new HashMap<>();
    scene.loses =
        datagram -> {
          boolean request = datagram.from().equals(BASE);
          String key = request + HexFormat.of().formatHex(datagram.payload(), 8, 20);
          return seen.merge(key, 1, Integer::sum) <= (request ? requests : answers);
        };
    scene.run(Duration.ofSeconds(30));
    assertTrue(scene.allocation.relayed().isPresent());
    assertEquals(1, scene.server.allocations(scene.now), "one answer is repeated, not two rooms");
    assertTrue(scene.server.requests(StunMethod.ALLOCATE) > 2 || answers == 0);
  }

  @Test
  void everythingIsKeptForAnHourOfUse() {
    TurnScene scene = new TurnScene().allocated();
    InetAddress quiet = new InetSocketAddress("203.0.113.6", 1).getAddress();
    assertTrue(scene.allocation.permit(quiet, scene.now));
    assertTrue(scene.allocation.bind(PEER, scene.now));
    scene.run(MOMENT);
    for (int minute = 0; minute < 60; minute++) {
      scene.run(Duration.ofMinutes(1));
      assertEquals(PEER, scene.send(PEER, "there").orElseThrow().to(), "minute " + minute);
      assertEquals(Optional.of("203.0.113.5:6000 back"), scene.sendFrom(PEER, "back"));
      assertTrue(minute >= 10 || scene.server.permits(BASE, quiet, scene.now), "quiet " + minute);
    }
    assertFalse(scene.server.permits(BASE, quiet, scene.now), "what nobody uses is let go");
    assertEquals(Optional.empty(), scene.lost());
    assertEquals(1, scene.server.allocations(scene.now));
  }

  @Test
  void aWordEveryTenMinutesKeepsAPermissionWithoutData() {
    TurnScene scene = new TurnScene().allocated();
    for (int i = 0; i < 6; i++) {
      assertTrue(scene.allocation.permit(PEER_IP, scene.now));
      scene.run(Duration.ofMinutes(10));
      assertTrue(scene.server.permits(BASE, PEER_IP, scene.now), "hour's part " + i);
    }
  }

  @Test
  void aNonceThatEndsEveryMinuteIsFollowed() {
    TurnScene scene = new TurnScene();
    scene.server.nonceLifetime = Duration.ofMinutes(1).toNanos();
    scene.allocated();
    scene.allocation.bind(PEER, scene.now);
    for (int minute = 0; minute < 60; minute++) {
      scene.run(Duration.ofMinutes(1));
      assertTrue(scene.send(PEER, "there").isPresent(), "minute " + minute);
    }
    assertEquals(Optional.empty(), scene.lost());
  }

  @Test
  void aServerWhoseNoncesNeverHoldIsGivenUp() {
    TurnScene scene = new TurnScene();
    scene.server.nonceLifetime = 0;
    scene.run(PATIENCE);
    assertEquals(Optional.of(LostReason.UNAUTHORIZED), scene.lost());
    assertTrue(scene.sent.size() < 15, "sent " + scene.sent.size());
  }

  @ParameterizedTest
  @CsvSource({"1700000000:ann, wrong", "bob, sesame"})
  void wrongCredentialsAreToldAndNotTriedAgain(String username, String password) {
    TurnServer login = new TurnServer(SERVER, username, password);
    TurnScene scene = new TurnScene(login, TurnSettings.defaults()).run(Duration.ofMinutes(10));
    assertEquals(List.of(new TurnOutput.Lost(LostReason.UNAUTHORIZED)), scene.events);
    assertEquals(2, scene.sent.size());
    assertTrue(scene.allocation.isEnded());
    assertFalse(scene.allocation.permit(PEER_IP, scene.now));
  }

  @Test
  void aDeadServerIsNoticedInSixSecondsOnceAsked() {
    TurnScene scene = new TurnScene().allocated().run(Duration.ofSeconds(3));
    scene.server.kill();
    scene.allocation.doubt(scene.now);
    scene.allocation.doubt(scene.now);
    int before = scene.sent.size();
    scene.run(Duration.ofSeconds(5));
    assertEquals(Optional.empty(), scene.lost(), "not given up too soon");
    scene.run(Duration.ofSeconds(1));
    assertEquals(Optional.of(LostReason.UNREACHABLE), scene.lost());
    assertEquals(TurnSettings.defaults().sends(), scene.sent.size() - before);
    assertEquals(Long.MAX_VALUE, scene.allocation.deadline());
  }

  @Test
  void aDeadServerIsNoticedUnasked() {
    TurnScene scene = new TurnScene().allocated();
    scene.server.kill();
    scene.run(Duration.ofNanos(TurnSettings.defaults().refresh())).run(PATIENCE);
    assertEquals(Optional.of(LostReason.UNREACHABLE), scene.lost());
  }

  @Test
  void aPermissionRequestNoticesADeadServer() {
    TurnScene scene = new TurnScene().allocated();
    scene.server.kill();
    scene.allocation.permit(PEER_IP, scene.now);
    scene.run(PATIENCE);
    assertEquals(Optional.of(LostReason.UNREACHABLE), scene.lost());
  }

  @Test
  void aServerStartedAgainKnowsNothingOfUs() {
    TurnScene scene = new TurnScene().allocated().run(Duration.ofSeconds(3));
    scene.server.kill();
    scene.server.start();
    scene.allocation.doubt(scene.now);
    scene.run(MOMENT);
    assertEquals(Optional.of(LostReason.ALLOCATION_MISMATCH), scene.lost(), "at once");
  }

  @Test
  void anOutageOfFourSecondsIsBridged() {
    TurnScene scene = new TurnScene().allocated().run(Duration.ofSeconds(3));
    scene.loses = datagram -> true;
    scene.allocation.doubt(scene.now);
    scene.run(Duration.ofSeconds(4));
    scene.loses = datagram -> false;
    scene.run(Duration.ofMinutes(5));
    assertEquals(Optional.empty(), scene.lost());
  }

  @Test
  void doubtAsksOnceAndNotWhileTheServerWasJustHeard() {
    TurnScene scene = new TurnScene().allocated();
    int before = scene.sent.size();
    scene.allocation.doubt(scene.now);
    scene.run(MOMENT);
    assertEquals(before, scene.sent.size(), "it has just answered");
    scene.run(Duration.ofSeconds(1));
    scene.allocation.doubt(scene.now);
    scene.run(MOMENT);
    assertEquals(before + 1, scene.sent.size());
  }

  @Test
  void whatAnEarlierRunLeftBehindIsReplaced() {
    TurnScene first = new TurnScene().allocated();
    TurnScene second = new TurnScene(CREDENTIALS, TurnSettings.defaults(), first.server);
    second.run(MOMENT);
    assertTrue(second.allocation.relayed().isPresent());
    assertEquals(1, first.server.allocations(first.now));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(300, LostReason.REDIRECTED),
        Arguments.of(400, LostReason.UNSUPPORTED),
        Arguments.of(403, LostReason.FORBIDDEN),
        Arguments.of(437, LostReason.ALLOCATION_MISMATCH),
        Arguments.of(441, LostReason.UNAUTHORIZED),
        Arguments.of(442, LostReason.UNSUPPORTED),
        Arguments.of(486, LostReason.QUOTA),
        Arguments.of(500, LostReason.OVERLOADED),
        Arguments.of(508, LostReason.OVERLOADED));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyRefusalHasItsReason(int code, LostReason reason) {
    TurnScene scene = new TurnScene();
    scene.server.refuseAllocate = code;
    scene.run(Duration.ofSeconds(30));
    assertEquals(List.of(new TurnOutput.Lost(reason)), scene.events);
    assertTrue(scene.sent.size() <= 4, "sent " + scene.sent.size());
  }

  @Test
  void aRedirectTellsWhereTo() {
    TurnScene scene = new TurnScene();
    scene.server.refuseAllocate = 300;
    scene.run(MOMENT);
    assertEquals(
        Optional.of(new InetSocketAddress("192.0.2.99", 3_478)), scene.allocation.alternate());
  }

  @ParameterizedTest
  @EnumSource(LostReason.class)
  void everyReasonSaysWhatToDo(LostReason reason) {
    assertTrue(reason.words().contains(":"), reason.words());
  }

  @Test
  void aFullServerIsToldAsQuota() {
    TurnScene scene = new TurnScene();
    scene.server.quota = 0;
    scene.run(MOMENT);
    assertEquals(Optional.of(LostReason.QUOTA), scene.lost());
  }

  @Test
  void aForbiddenPeerIsRefusedAndAskedForAgainOnlyMuchLater() {
    TurnScene scene = new TurnScene().allocated();
    scene.server.forbidden.add(PEER_IP);
    assertTrue(scene.allocation.bind(PEER, scene.now));
    scene.run(MOMENT);
    assertEquals(new TurnOutput.PeerRefused(PEER_IP), scene.events.get(1));
    assertFalse(scene.allocation.permit(PEER_IP, scene.now));
    assertFalse(scene.allocation.bind(PEER, scene.now));
    assertEquals(1, scene.server.requests(StunMethod.CREATE_PERMISSION));
    scene.server.forbidden.clear();
    scene.run(Duration.ofMinutes(5));
    assertTrue(scene.allocation.permit(PEER_IP, scene.now));
    scene.run(MOMENT);
    assertTrue(scene.send(PEER, "at last").isPresent());
    assertEquals(Optional.empty(), scene.lost());
  }

  @Test
  void aPeerOfTheOtherFamilyIsNotAskedFor() {
    TurnScene scene = new TurnScene().allocated();
    InetAddress six = new InetSocketAddress("2001:db8::1", 1).getAddress();
    assertFalse(scene.allocation.permit(six, scene.now));
  }

  @Test
  void whatWasWantedBeforeTheAllocationIsAskedForWithIt() {
    TurnScene scene = new TurnScene();
    assertTrue(scene.allocation.permit(PEER_IP, scene.now));
    scene.run(MOMENT);
    assertEquals(new TurnOutput.PeerPermitted(PEER_IP), scene.events.get(1));
    assertTrue(scene.send(PEER, "hello").isPresent());
  }

  @Test
  void closingGivesTheAllocationBackThoughTheNonceIsOld() {
    TurnScene scene = new TurnScene();
    scene.server.nonceLifetime = Duration.ofSeconds(5).toNanos();
    scene.allocated().run(Duration.ofSeconds(10));
    scene.allocation.close(scene.now);
    scene.run(MOMENT);
    assertEquals(0, scene.server.allocations(scene.now));
    assertTrue(scene.allocation.isEnded());
    assertEquals(1, scene.events.size(), "closed is not lost");
  }

  @Test
  void closingADeadServersAllocationEndsInSilence() {
    TurnScene scene = new TurnScene().allocated();
    scene.server.kill();
    scene.allocation.close(scene.now);
    scene.run(PATIENCE);
    assertTrue(scene.allocation.isEnded());
    assertEquals(1, scene.events.size());
    assertEquals(Long.MAX_VALUE, scene.allocation.deadline());
  }

  @Test
  void aServerThatGrantsSecondsIsAskedOnceASecondAtMost() {
    TurnScene scene = new TurnScene();
    scene.server.maxLifetime = Duration.ofSeconds(3).toNanos();
    scene.allocated();
    int before = scene.sent.size();
    scene.run(Duration.ofMinutes(1));
    assertEquals(Optional.empty(), scene.lost());
    assertTrue(scene.sent.size() - before <= 60, "sent " + (scene.sent.size() - before));
  }

  @Test
  void aPathThatLosesAtRandomKeepsTheAllocation() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TurnScene scene = new TurnScene();
    scene.loses = datagram -> random.nextInt(10) == 0;
    scene.run(Duration.ofSeconds(12));
    scene.allocation.bind(PEER, scene.now);
    for (int minute = 0; minute < 60; minute++) {
      scene.run(Duration.ofMinutes(1));
      assertTrue(scene.send(PEER, "there").isPresent(), "seed " + seed + " minute " + minute);
    }
  }
}
