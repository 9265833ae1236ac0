package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.probe.SimulatedMeeting.SECOND;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.ProbeSignal.Step;
import org.rop2p.transport.address.SpecialPurpose;
import org.rop2p.transport.probe.ProbeDecision.Reason;
import org.rop2p.transport.probe.ProbeTalk.Intent;
import org.rop2p.transport.probe.ProbeTalk.Situation;

/** How two sides come to an attempt, and what keeps them from it. */
final class ProbeTalkTest {
  private static final ProbeLimits LIMITS = ProbeLimits.defaults();
  private static final List<Integer> PORTS = List.of(2_000, 61_000, 30_000, 9_000, 44_000, 5_000);

  /** One side, and whether the other sees it where it says it is. */
  private static final class Side {
    private final ProbeBudget budget = new ProbeBudget(LIMITS);
    private final Fingerprint peer;
    private final List<Intent> done = new ArrayList<>();
    private ProbeTalk talk;
    private Situation our;
    private boolean seen = true;

    Side(String peer, NatKind nat, String ip) {
      this.peer = new Fingerprint(peer.repeat(64));
      this.our =
          new Situation(true, true, nat, Optional.of(new InetSocketAddress(ip, 4_000)), false);
      newLink(0);
    }

    void newLink(long now) {
      talk = new ProbeTalk(peer, budget, LIMITS, SpecialPurpose::isPublicIpv4, now);
      done.clear();
    }

    void switchedOn(boolean on) {
      our = new Situation(on, our.checksFailed(), our.nat(), our.address(), our.carrier());
    }

    void checksFailed(boolean failed) {
      our = new Situation(our.switchedOn(), failed, our.nat(), our.address(), our.carrier());
    }

    void nat(NatKind nat) {
      our = new Situation(our.switchedOn(), our.checksFailed(), nat, our.address(), false);
    }

    void at(String ip) {
      our =
          new Situation(
              our.switchedOn(),
              our.checksFailed(),
              our.nat(),
              Optional.of(new InetSocketAddress(ip, 4_000)),
              false);
    }

    ProbeSignal signal(Intent.Say say) {
      return new ProbeSignal(
          say.step(),
          our.nat() == NatKind.SYMMETRIC ? ProbeSignal.Nat.SYMMETRIC : ProbeSignal.Nat.CONE,
          our.address().orElseThrow(),
          say.samples(),
          "ufrag");
    }

    void hear(ProbeSignal signal, boolean vouched, long now) {
      InetAddress ip = signal.address().getAddress();
      talk.heard(signal, VouchedAddress.of(ip, vouched ? List.of(ip) : List.of()), our, now);
    }

    boolean has(Class<? extends Intent> intent) {
      return done.stream().anyMatch(intent::isInstance);
    }

    List<Step> said() {
      return done.stream()
          .filter(Intent.Say.class::isInstance)
          .map(intent -> ((Intent.Say) intent).step())
          .toList();
    }
  }

  private final Side cone = new Side("2", NatKind.CONE, "8.8.8.8");
  private final Side symmetric = new Side("1", NatKind.SYMMETRIC, "9.9.9.9");
  private long now = SECOND;

  @Test
  void bothOfferTheSymmetricSideAsksSamplesAndOpensTheOtherProbes() {
    talk();
    assertEquals(List.of(Step.OFFER, Step.AGREE), cone.said());
    assertEquals(List.of(Step.OFFER, Step.AGREE), symmetric.said());
    assertTrue(symmetric.has(Intent.Sample.class));
    symmetric.talk.sampled(PORTS, symmetric.our, now);
    talk();
    assertTrue(
        symmetric.done.contains(new Intent.Open(256, new InetSocketAddress("8.8.8.8", 4_000))));
    Intent.Probe probe = (Intent.Probe) cone.done.get(cone.done.size() - 1);
    assertEquals("9.9.9.9", probe.target().ip().getHostAddress());
    assertEquals(1_024, probe.probes());
    assertTrue(cone.talk.isBusy() && symmetric.talk.isBusy());
    assertTrue(cone.budget.underWay(now) && symmetric.budget.underWay(now));
  }

  /** Whose refusal it is does not matter. */
  enum Hindrance {
    OURS_IS_SWITCHED_OFF(Reason.SWITCHED_OFF),
    A_PATH_IS_THERE(Reason.CHECKS_NOT_FAILED),
    OUR_NAT_IS_UNKNOWN(Reason.NAT_UNKNOWN),
    NOBODY_SEES_THE_PEER(Reason.NOT_VOUCHED),
    THE_PEER_IS_AT_A_PRIVATE_ADDRESS(Reason.NOT_PUBLIC),
    ANOTHER_ATTEMPT_IS_MADE(Reason.ANOTHER_UNDER_WAY),
    THERE_WERE_TOO_MANY(Reason.BUDGET_SPENT),
    IT_WAS_TRIED_BEFORE(Reason.TOO_SOON);

    private final Reason reason;

    Hindrance(Reason reason) {
      this.reason = reason;
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneSidesHindranceIsEnough(Hindrance hindrance) {
    for (boolean ofCone : new boolean[] {true, false}) {
      cone.newLink(now);
      symmetric.newLink(now);
      Side hindered = ofCone ? cone : symmetric;
      Side other = ofCone ? symmetric : cone;
      Situation before = hindered.our;
      Situation others = other.our;
      hinder(hindrance, hindered, other);
      talk();
      assertEquals(Optional.of(hindrance.reason), hindered.talk.refusal(), hindrance.name());
      assertFalse(symmetric.has(Intent.Sample.class));
      assertFalse(cone.talk.isBusy() || symmetric.talk.isBusy());
      hindered.our = before;
      other.our = others;
      other.seen = true;
      now += 2 * LIMITS.pause();
    }
  }

  private void hinder(Hindrance hindrance, Side side, Side other) {
    switch (hindrance) {
      case OURS_IS_SWITCHED_OFF -> side.switchedOn(false);
      case A_PATH_IS_THERE -> side.checksFailed(false);
      case OUR_NAT_IS_UNKNOWN -> side.nat(NatKind.UNKNOWN);
      case NOBODY_SEES_THE_PEER -> other.seen = false;
      case THE_PEER_IS_AT_A_PRIVATE_ADDRESS -> other.at("10.0.0.1");
      case ANOTHER_ATTEMPT_IS_MADE -> assertTrue(side.budget.begin(attempt(side, 99), now));
      case THERE_WERE_TOO_MANY -> {
        for (int i = 0; i < LIMITS.attempts(); i++) {
          assertTrue(side.budget.begin(attempt(side, i), now));
          side.budget.end(attempt(side, i));
        }
      }
      case IT_WAS_TRIED_BEFORE -> {
        ProbeBudget.Attempt earlier = new ProbeBudget.Attempt(side.peer, ip(side), ip(other));
        assertTrue(side.budget.begin(earlier, now));
        side.budget.end(earlier);
      }
    }
  }

  @Test
  void twoOfAKindDoNotTry() {
    symmetric.nat(NatKind.CONE);
    talk();
    assertEquals(Optional.of(Reason.NOT_CONE_AND_SYMMETRIC), cone.talk.refusal());
    cone.newLink(now);
    symmetric.newLink(now);
    cone.nat(NatKind.SYMMETRIC);
    symmetric.nat(NatKind.SYMMETRIC);
    talk();
    assertEquals(Optional.of(Reason.BOTH_SYMMETRIC), cone.talk.refusal());
  }

  /** Uninvited samples would be a way to have somebody scanned. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AGREE")
  void nothingBeginsWithoutAgreeing(Step step) {
    List<Integer> ports = step == Step.SAMPLES ? PORTS : List.of();
    cone.hear(symmetric.signal(new Intent.Say(step, ports)), true, now);
    drain(cone);
    assertFalse(cone.has(Intent.Probe.class));
    assertFalse(cone.talk.isBusy());
  }

  @Test
  void aPeerThatMovesAmidAnAttemptEndsIt() {
    talk();
    symmetric.at("7.7.7.7");
    cone.hear(symmetric.signal(new Intent.Say(Step.SAMPLES, PORTS)), true, now);
    drain(cone);
    assertFalse(cone.has(Intent.Probe.class), "the new address was not agreed on");
    assertFalse(cone.talk.isBusy());
  }

  @Test
  void samplesThatDoNotComeAreNotWaitedForLong() {
    talk();
    now += LIMITS.agreeTime();
    cone.talk.advance(cone.our, now);
    drain(cone);
    assertFalse(cone.talk.isBusy());
    assertFalse(cone.budget.underWay(now));
    assertTrue(cone.has(Intent.Stop.class));
  }

  @Test
  void tooFewSamplesEndIt() {
    talk();
    symmetric.talk.sampled(List.of(1, 2, 3), symmetric.our, now);
    talk();
    assertFalse(symmetric.has(Intent.Open.class));
    assertFalse(cone.talk.isBusy() || symmetric.talk.isBusy());
  }

  @Test
  void aPathFoundMeanwhileEndsItOnBothSides() {
    begin();
    cone.checksFailed(false);
    cone.talk.advance(cone.our, now);
    talk();
    assertTrue(cone.has(Intent.Stop.class) && symmetric.has(Intent.Stop.class));
    assertFalse(cone.budget.underWay(now) || symmetric.budget.underWay(now));
  }

  @Test
  void whoIsMetIsLeftToTheOrdinaryChecksForAWhile() {
    begin();
    symmetric.talk.ended(true, now);
    drain(symmetric);
    assertFalse(symmetric.has(Intent.Stop.class), "the socket stays");
    assertTrue(symmetric.talk.isBusy(), "the link is not given up");
    assertFalse(symmetric.budget.underWay(now), "others may have their turn");
    now = symmetric.talk.endsAt();
    symmetric.talk.advance(symmetric.our, now);
    drain(symmetric);
    assertFalse(symmetric.has(Intent.Stop.class));
    assertFalse(symmetric.talk.isBusy());
    symmetric.talk.advance(symmetric.our, now);
    assertEquals(Optional.of(Reason.TOO_SOON), symmetric.talk.refusal());
  }

  @Test
  void noAttemptIsLongerThanItsLimits() {
    long start = now;
    begin();
    for (Side side : List.of(cone, symmetric)) {
      assertTrue(side.talk.endsAt() - start <= LIMITS.attemptTime());
      side.talk.advance(side.our, side.talk.endsAt());
      assertFalse(side.talk.isBusy());
    }
  }

  @Test
  void aPeerThatIsBusyIsAskedAgainNowAndThen() {
    assertTrue(cone.budget.begin(attempt(cone, 5), now));
    talk();
    assertEquals(List.of(Step.OFFER, Step.AGREE), symmetric.said());
    assertEquals(List.of(Step.OFFER, Step.END), cone.said());
    cone.budget.end(attempt(cone, 5));
    for (int i = 0; i < 15; i++) {
      now += SECOND;
      talk();
    }
    assertTrue(symmetric.has(Intent.Sample.class));
    assertEquals(List.of(Step.OFFER, Step.AGREE, Step.AGREE), symmetric.said());
  }

  private void begin() {
    talk();
    symmetric.talk.sampled(PORTS, symmetric.our, now);
    talk();
  }

  /** Time stands still until nobody has anything to say. */
  private void talk() {
    cone.talk.advance(cone.our, now);
    symmetric.talk.advance(symmetric.our, now);
    boolean more = true;
    while (more) {
      more = exchange(cone, symmetric);
      more |= exchange(symmetric, cone);
    }
  }

  private boolean exchange(Side from, Side to) {
    boolean said = false;
    for (Intent intent : drain(from)) {
      if (intent instanceof Intent.Say say
          && (from.our.nat() == NatKind.CONE || from.our.nat() == NatKind.SYMMETRIC)) {
        said = true;
        to.hear(from.signal(say), from.seen, now);
      }
    }
    return said;
  }

  private static List<Intent> drain(Side side) {
    List<Intent> fresh = new ArrayList<>();
    for (var next = side.talk.poll(); next.isPresent(); next = side.talk.poll()) {
      fresh.add(next.get());
    }
    side.done.addAll(fresh);
    return fresh;
  }

  private static ProbeBudget.Attempt attempt(Side side, int number) {
    Fingerprint somebody = new Fingerprint(String.format("%064x", 1_000 + number));
    return new ProbeBudget.Attempt(somebody, ip(side), Addresses.ip("8.0.0.1"));
  }

  private static InetAddress ip(Side side) {
    return side.our.address().orElseThrow().getAddress();
  }
}
