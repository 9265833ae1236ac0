package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;
import org.rop2p.coordinator.policy.Rules;

/** What the admin wants reaches whom it concerns, at once, and nobody else. */
class RulesTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final ZonePolicy MIRRORED = ZonePolicy.DEFAULT.narrowedTo(Policy.MIRROR);
  private static final ZonePolicy SERVER = ZonePolicy.DEFAULT.narrowedTo(Policy.SERVER);

  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(later.get());
  private TestCoordinator test;
  private long version;

  @BeforeEach
  void start() {
    test = new TestCoordinator(TestCoordinator.CONFIG, clock);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void aZonesPolicyIsToldToThoseInIt() {
    TestPlayer anna = player(ANNA, "prontera");
    TestPlayer bert = player(BERT, "geffen");
    ZoneRules zones = new ZoneRules(Map.of("prontera", MIRRORED, "geffen", ZonePolicy.DEFAULT));
    test.rules(rules(true, zones, Set.of(), Set.of(), Map.of()));
    assertEquals(new ServerMessage.PolicyChanged("prontera", MIRRORED), anna.next());
    assertEquals(List.of(), bert.settle());
    ZoneRules without = new ZoneRules(Map.of("geffen", ZonePolicy.DEFAULT));
    test.rules(rules(true, without, Set.of(), Set.of(), Map.of()));
    assertEquals(new ServerMessage.PolicyChanged("prontera", SERVER), anna.next());
    assertEquals(List.of(), bert.settle());
  }

  @Test
  void whereStaffListensNothingIsOffloaded() {
    TestPlayer anna = player(ANNA, "prontera");
    test.rules(rules(true, ZoneRules.OPEN, Set.of("prontera"), Set.of(), Map.of()));
    assertEquals(new ServerMessage.PolicyChanged("prontera", MIRRORED), anna.next());
    test.rules(rules(true, ZoneRules.OPEN, Set.of(), Set.of(), Map.of()));
    assertEquals(new ServerMessage.PolicyChanged("prontera", ZonePolicy.DEFAULT), anna.next());
  }

  @Test
  void theSwitchIsToldToAllAndToThoseWhoComeLater() {
    TestPlayer anna = player(ANNA, "prontera");
    test.rules(rules(false, ZoneRules.OPEN, Set.of(), Set.of(), Map.of()));
    assertEquals(new ServerMessage.Switched(false, "maintenance"), anna.next());
    TestPlayer bert = new TestPlayer(test.coordinator, BERT);
    bert.login();
    bert.open();
    assertEquals(new ServerMessage.Switched(false, "maintenance"), bert.next());
    test.rules(rules(true, ZoneRules.OPEN, Set.of(), Set.of(), Map.of()));
    assertEquals(new ServerMessage.Switched(true, ""), anna.next());
    assertEquals(new ServerMessage.Switched(true, ""), bert.next());
  }

  @Test
  void aMuteIsToldToTheMutedAndToThoseWhoKnowHim() {
    TestPlayer anna = player(ANNA, "prontera");
    TestPlayer bert = player(BERT, "prontera");
    TestPlayer cara = player(CARA, "prontera");
    anna.meet(bert);
    test.rules(rules(true, ZoneRules.OPEN, Set.of(), Set.of(ANNA), Map.of()));
    assertEquals(new ServerMessage.Muted(ANNA, true), anna.next());
    assertEquals(new ServerMessage.Muted(ANNA, true), bert.next());
    assertEquals(List.of(), cara.settle());
    anna.sees(CARA);
    cara.sees(ANNA);
    assertEquals(anna.asPeer(), cara.next());
    assertEquals(new ServerMessage.Muted(ANNA, true), cara.next(), "whoever meets him later");
    assertEquals(cara.asPeer(), anna.next());
    anna.enter("geffen");
    assertEquals(new ServerMessage.Muted(ANNA, true), anna.next(), "and he, when he goes on");
    test.rules(rules(true, ZoneRules.OPEN, Set.of(), Set.of(), Map.of()));
    assertEquals(new ServerMessage.Muted(ANNA, false), anna.next());
  }

  @Test
  void theKickedIsOutAndHisTokenWithHim() {
    TestPlayer anna = player(ANNA, "prontera");
    TestPlayer bert = player(BERT, "prontera");
    anna.meet(bert);
    Instant now = clock.instant();
    Rules kicked = rules(true, ZoneRules.OPEN, Set.of(), Set.of(), Map.of(ANNA, now));
    test.rules(kicked);
    assertEquals(ErrorCode.KICKED, anna.refusal());
    assertEquals(ErrorCode.KICKED, TestPlayer.take(anna.closed).reason());
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.KICKED), bert.next());
    assertEquals(403, anna.tryOpen());
    later.set(Duration.ofMinutes(1));
    assertEquals(403, anna.tryOpen(), "a minute does not make it better");
    assertEquals(List.of(), bert.settle());
  }

  @Test
  void olderRulesThatComeLateAreIgnored() {
    TestPlayer anna = player(ANNA, "prontera");
    Rules older = rules(true, ZoneRules.OPEN, Set.of(), Set.of(ANNA), Map.of());
    test.rules(rules(true, ZoneRules.OPEN, Set.of("prontera"), Set.of(), Map.of()));
    test.rules(older);
    assertEquals(new ServerMessage.PolicyChanged("prontera", MIRRORED), anna.next());
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void aTokenIsRenewedAfterTwoThirdsOfItsLife() {
    TestPlayer anna = player(ANNA, "prontera");
    later.set(Duration.ofMinutes(39));
    test.tick();
    assertEquals(List.of(), anna.settle());
    later.set(Duration.ofMinutes(41));
    test.tick();
    ServerMessage.TokenRenewed renewed =
        assertInstanceOf(ServerMessage.TokenRenewed.class, anna.next());
    assertNotEquals("", renewed.jwt());
    test.tick();
    assertEquals(List.of(), anna.settle(), "once");
    later.set(Duration.ofMinutes(82));
    test.tick();
    assertInstanceOf(ServerMessage.TokenRenewed.class, anna.next());
  }

  private Rules rules(
      boolean on,
      ZoneRules zones,
      Set<String> staff,
      Set<Integer> muted,
      Map<Integer, Instant> expelled) {
    return new Rules(++version, on, on ? "" : "maintenance", zones, staff, muted, expelled);
  }

  private TestPlayer player(int accountId, String zone) {
    return TestPlayer.in(test.coordinator, accountId, zone);
  }
}
