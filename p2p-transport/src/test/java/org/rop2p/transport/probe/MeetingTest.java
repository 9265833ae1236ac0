package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.probe.SimulatedMeeting.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two sides meet behind two simulated NATs, in two hundred runs of each kind. */
final class MeetingTest {
  private static final int RUNS = 200;
  private static final int ANY_SESSIONS = Integer.MAX_VALUE;
  private static final ProbeLimits LIMITS = ProbeLimits.defaults();

  /** How the symmetric NAT of a run allocates ports. */
  private enum Ports {
    UNIFORM,
    RANDOM_FULLY,
    FROM_10000,
    FROM_32768,
    FROM_49152,
    BLOCK_256,
    BLOCK_512,
    BLOCK_1024,
    BLOCK_4096,
    STEP_1,
    STEP_2,
    STEP_4,
    STEP_16,
    /** So that either the samples or the sockets go past the highest port. */
    STEP_1_AT_THE_END;

    private IntSupplier allocation(Random random) {
      return switch (this) {
        case UNIFORM -> SimulatedNat.uniform(random);
        case RANDOM_FULLY -> SimulatedNat.randomFully(random);
        case FROM_10000 -> SimulatedNat.from(10_000, random);
        case FROM_32768 -> SimulatedNat.from(32_768, random);
        case FROM_49152 -> SimulatedNat.from(49_152, random);
        case BLOCK_256 -> SimulatedNat.block(256, random);
        case BLOCK_512 -> SimulatedNat.block(512, random);
        case BLOCK_1024 -> SimulatedNat.block(1_024, random);
        case BLOCK_4096 -> SimulatedNat.block(4_096, random);
        case STEP_1 -> SimulatedNat.sequential(1, anyPort(random));
        case STEP_2 -> SimulatedNat.sequential(2, anyPort(random));
        case STEP_4 -> SimulatedNat.sequential(4, anyPort(random));
        case STEP_16 -> SimulatedNat.sequential(16, anyPort(random));
        case STEP_1_AT_THE_END -> SimulatedNat.sequential(1, 65_535 - random.nextInt(20));
      };
    }

    private static int anyPort(Random random) {
      return SimulatedNat.LOWEST + random.nextInt(SimulatedNat.RANGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // ports, sockets, probes, loss, linked at least
    "UNIFORM,      256, 1024, 0.0, 0.95",
    "RANDOM_FULLY, 256, 1024, 0.0, 0.98",
    "FROM_10000,   256, 1024, 0.0, 0.85", // half of the probes are below its ports
    "FROM_32768,   256, 1024, 0.0, 0.98", // six samples tell
    "FROM_49152,   256, 1024, 0.0, 0.98",
    "UNIFORM,      256, 1024, 0.2, 0.90",
    "RANDOM_FULLY, 256, 1024, 0.2, 0.95",
    "UNIFORM,      128, 1024, 0.0, 0.80",
    "UNIFORM,       64, 1024, 0.0, 0.55",
    "RANDOM_FULLY,  64, 1024, 0.0, 0.70",
    "BLOCK_4096,    32, 1024, 0.0, 0.98",
  })
  void mostMeet(Ports ports, int sockets, int probes, double loss, double atLeast) {
    List<SimulatedMeeting> runs = runs(ports, sockets, probes, loss, 0);
    double rate = linked(runs);
    System.out.printf(
        "%s, N %d, M %d, loss %.0f %%, seeds 0 to %d: %.1f %% linked, %.0f probes on average%n",
        ports, sockets, probes, 100 * loss, RUNS - 1, 100 * rate, meanProbes(runs));
    assertTrue(rate >= atLeast, rate + " linked");
  }

  @ParameterizedTest
  @CsvSource({
    // ports, other flows a second, in so many runs of a hundred within 75 probes
    "STEP_1,              0, 100",
    "STEP_1,             30, 100",
    "STEP_2,             30, 100",
    "STEP_4,             30, 100",
    "STEP_16,             0, 100",
    "STEP_1_AT_THE_END,   0, 100",
    "STEP_1_AT_THE_END,  30, 100",
    "BLOCK_256,          30, 100",
    "BLOCK_512,          30, 98",
    "BLOCK_1024,         30, 85",
  })
  void whereSamplesShowAPatternFewProbesDo(Ports ports, int otherFlows, int percent) {
    List<SimulatedMeeting> runs = new ArrayList<>();
    for (int seed = 0; seed < RUNS; seed++) {
      // As many sockets and probes as a decision gives.
      boolean sequential = ports.name().startsWith("STEP");
      int sockets = sequential ? LIMITS.sequentialSockets() : LIMITS.blockSockets();
      int probes = sequential ? LIMITS.sequentialProbes() : LIMITS.probes();
      SimulatedMeeting run = run(ports, sockets, probes, 0, otherFlows, seed);
      assertEquals(
          sequential ? PortAllocation.Sequential.class : PortAllocation.Block.class,
          run.allocation.orElseThrow().getClass(),
          "seed " + seed);
      assertTrue(run.linked(), "seed " + seed);
      runs.add(run);
    }
    long quick = runs.stream().filter(run -> run.probed.size() <= 75).count();
    System.out.printf(
        "%s, %d other flows/s, seeds 0 to %d: %d of %d within 75 probes, %.1f on average%n",
        ports, otherFlows, RUNS - 1, quick, RUNS, meanProbes(runs));
    assertTrue(quick * 100 / RUNS >= percent, quick + " of " + RUNS);
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM, 0.0", "RANDOM_FULLY, 0.2", "BLOCK_1024, 0.2", "STEP_1, 0.2"})
  void noAttemptIsMoreThanItMayBe(Ports ports, double loss) {
    for (int seed = 0; seed < RUNS; seed++) {
      SimulatedMeeting run = run(ports, 64, 300, loss, 30, seed);
      String story = "seed " + seed;
      assertTrue(run.probed.size() <= 300, story);
      assertEquals(run.probed.size(), new HashSet<>(run.probed).size(), story + ": a port twice");
      assertTrue(
          run.probed.stream().allMatch(to -> to.getAddress().equals(SimulatedMeeting.SYMMETRIC)),
          story);
      assertTrue(run.mostOpen <= 64, story);
      assertTrue(mostInASecond(run.probedAt) <= LIMITS.probeRate(), story);
      assertTrue(mostInASecond(run.fannedAt) <= LIMITS.openRate(), story);
      assertEquals(run.linked() ? 1 : 0, run.open.size(), story + ": sockets left open");
    }
  }

  @Test
  void afterAHitNothingIsProbedAndOneSocketStays() {
    SimulatedMeeting run = run(Ports.STEP_1, 16, 64, 0, 0, 1);
    assertTrue(run.linked());
    assertTrue(run.probed.size() < 20, run.probed.size() + " probes");
    assertEquals(1, run.open.size());
    assertTrue(run.linkedAt < SECOND);
  }

  @Test
  void twoSymmetricNatsGiveUpInTimeAndCloseEverything() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      SimulatedMeeting run =
          new SimulatedMeeting(
                  new SimulatedNat(
                      NatKind.SYMMETRIC,
                      SimulatedMeeting.CONE,
                      SimulatedNat.uniform(random),
                      ANY_SESSIONS),
                  symmetric(Ports.UNIFORM, random, ANY_SESSIONS),
                  LIMITS,
                  random)
              .run(256, 1_024);
      assertFalse(run.linked(), "seed " + seed);
      assertEquals(Optional.of(FanOut.Outcome.TIME_UP), run.fan.outcome(), "seed " + seed);
      assertEquals(Optional.of(ConeProber.Outcome.NO_HIT), run.prober.outcome(), "seed " + seed);
      assertTrue(run.open.isEmpty(), "seed " + seed);
      assertTrue(run.endedAt < 16 * SECOND, "seed " + seed + ": " + run.endedAt);
      assertEquals(1_024, run.probed.size(), "seed " + seed);
    }
  }

  @Test
  void aCarrierThatGivesNoMoreSessionsEndsIt() {
    int linked = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      SimulatedNat limited = symmetric(Ports.UNIFORM, random, 100);
      SimulatedMeeting run = meeting(limited, random).run(256, 1_024);
      if (run.linked()) {
        linked++;
      } else {
        assertEquals(Optional.of(FanOut.Outcome.SESSION_LIMIT), run.fan.outcome(), "seed " + seed);
        assertTrue(run.open.isEmpty(), "seed " + seed);
      }
    }
    assertTrue(linked < RUNS / 2, linked + " met before it was noticed");
  }

  private static List<SimulatedMeeting> runs(
      Ports ports, int sockets, int probes, double loss, int otherFlows) {
    List<SimulatedMeeting> runs = new ArrayList<>();
    for (int seed = 0; seed < RUNS; seed++) {
      runs.add(run(ports, sockets, probes, loss, otherFlows, seed));
    }
    return runs;
  }

  private static SimulatedMeeting run(
      Ports ports, int sockets, int probes, double loss, int otherFlows, int seed) {
    Random random = new Random(seed);
    return meeting(symmetric(ports, random, ANY_SESSIONS), random)
        .loss(loss)
        .otherFlows(otherFlows)
        .run(sockets, probes);
  }

  private static SimulatedMeeting meeting(SimulatedNat symmetric, Random random) {
    SimulatedNat cone =
        new SimulatedNat(
            NatKind.CONE, SimulatedMeeting.CONE, SimulatedNat.uniform(random), ANY_SESSIONS);
    return new SimulatedMeeting(cone, symmetric, LIMITS, random);
  }

  private static SimulatedNat symmetric(Ports ports, Random random, int maxSessions) {
    return new SimulatedNat(
        NatKind.SYMMETRIC, SimulatedMeeting.SYMMETRIC, ports.allocation(random), maxSessions);
  }

  private static double linked(List<SimulatedMeeting> runs) {
    return runs.stream().filter(SimulatedMeeting::linked).count() / (double) runs.size();
  }

  private static double meanProbes(List<SimulatedMeeting> runs) {
    return runs.stream().mapToInt(run -> run.probed.size()).average().orElseThrow();
  }

  private static int mostInASecond(List<Long> times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
