package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.probe.SimulatedMeeting.MILLI;
import static org.rop2p.transport.probe.SimulatedMeeting.SECOND;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.probe.ConeProber.Outcome;
import org.rop2p.transport.probe.ConeProber.Transmit;

/** When probes go, and when no more do. */
final class ConeProberTest {
  private static final ProbeLimits LIMITS = ProbeLimits.defaults();
  private static final long START = 5 * SECOND;

  private final ConeProber prober = prober(200);

  @Test
  void aHundredASecondFromTheFirstPortOn() {
    assertEquals(START, prober.deadline());
    prober.advance(START);
    assertEquals(
        Optional.of(new Transmit(new InetSocketAddress(SimulatedMeeting.SYMMETRIC, 40_001), 1)),
        prober.poll());
    assertEquals(Optional.empty(), prober.poll());
    assertEquals(START + 10 * MILLI, prober.deadline());
    prober.advance(START + 10 * MILLI - 1);
    assertEquals(Optional.empty(), prober.poll());
    prober.advance(START + 10 * MILLI);
    assertEquals(2, prober.poll().orElseThrow().attempt());
    assertEquals(2, prober.probed());
  }

  @Test
  void theFirstHitEndsItAndNothingWaitsToBeSent() {
    prober.advance(START);
    InetSocketAddress from = new InetSocketAddress(SimulatedMeeting.SYMMETRIC, 40_001);
    assertTrue(prober.hit(from));
    assertFalse(prober.hit(new InetSocketAddress(SimulatedMeeting.SYMMETRIC, 40_002)));
    assertEquals(Optional.of(from), prober.hit());
    assertEquals(Optional.of(Outcome.HIT), prober.outcome());
    assertEquals(Long.MAX_VALUE, prober.deadline());
    prober.advance(START + SECOND);
    prober.cancel();
    assertEquals(Optional.empty(), prober.poll());
    assertEquals(Optional.of(Outcome.HIT), prober.outcome());
  }

  @Test
  void afterTheLastProbeTheAnswerHasTime() {
    long now = START;
    while (prober.probed() < 200) {
      now = prober.deadline();
      prober.advance(now);
      assertTrue(prober.poll().isPresent());
    }
    assertEquals(Optional.empty(), prober.outcome());
    assertEquals(now + LIMITS.answerWait(), prober.deadline());
    prober.advance(now + LIMITS.answerWait() - 1);
    assertEquals(Optional.empty(), prober.outcome());
    prober.advance(now + LIMITS.answerWait());
    assertEquals(Optional.of(Outcome.NO_HIT), prober.outcome());
    assertEquals(Optional.empty(), prober.poll());
  }

  @Test
  void aLoopThatSleepsEndsItInTimeAllTheSame() {
    prober.advance(START);
    prober.poll();
    prober.advance(START + 60 * SECOND);
    assertEquals(Optional.empty(), prober.poll());
    assertEquals(Optional.of(Outcome.NO_HIT), prober.outcome());
  }

  @Test
  void nothingToProbeIsSoonOver() {
    ConeProber idle =
        new ConeProber(
            Addresses.vouched(SimulatedMeeting.SYMMETRIC),
            ProbeOrder.of(new PortAllocation.Sequential(40_000, 1), 0, new Random(1)),
            LIMITS,
            START);
    idle.advance(idle.deadline());
    assertEquals(Optional.of(Outcome.NO_HIT), idle.outcome());
  }

  @Test
  void whatIsCancelledSendsNothing() {
    prober.advance(START);
    prober.cancel();
    assertEquals(Optional.empty(), prober.poll());
    assertEquals(Optional.of(Outcome.CANCELLED), prober.outcome());
  }

  /** However late and however often it is woken up. */
  @Test
  void neverMoreThanTheRateInAnySecond() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int rate : new int[] {1, 2, 7, 100, 500}) {
      Pace pace = new Pace(rate, START);
      List<Long> sent = new ArrayList<>();
      long now = START;
      long end = START + 20 * SECOND;
      while (now < end) {
        while (now >= pace.freeAt()) {
          pace.take(now);
          sent.add(now);
        }
        // Mostly soon, sometimes only after the loop was held up.
        now += random.nextInt(20) == 0 ? random.nextInt(700_000_000) : random.nextInt(9_000_000);
      }
      for (int i = rate; i < sent.size(); i++) {
        assertTrue(sent.get(i) - sent.get(i - rate) >= SECOND, "seed " + seed + ", rate " + rate);
      }
    }
  }

  @Test
  void aTimerThatIsAlwaysALittleLateDoesNotSlowItDown() {
    Pace pace = new Pace(500, START);
    int sent = 0;
    for (long now = START; now < START + 10 * SECOND; now += 3 * MILLI) {
      while (now >= pace.freeAt()) {
        pace.take(now);
        sent++;
      }
    }
    assertTrue(sent > 4_900, sent + " in ten seconds");
  }

  private static ConeProber prober(int probes) {
    return new ConeProber(
        Addresses.vouched(SimulatedMeeting.SYMMETRIC),
        ProbeOrder.of(new PortAllocation.Sequential(40_000, 1), probes, new Random(1)),
        LIMITS,
        START);
  }
}
