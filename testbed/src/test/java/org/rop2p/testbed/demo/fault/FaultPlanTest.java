package org.rop2p.testbed.demo.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {20, 90, 3_600})
  void everyFaultHasItsTimeWithinTheDemo(int seconds) {
    Duration demo = Duration.ofSeconds(seconds);
    List<FaultPlan.Step> plan = FaultPlan.of(demo);
    Set<Fault> planned = plan.stream().map(FaultPlan.Step::fault).collect(Collectors.toSet());
    assertEquals(
        EnumSet.complementOf(EnumSet.of(Fault.COORDINATOR_RESTARTED)),
        planned,
        "a restart belongs to each kill");
    Duration last = Duration.ZERO;
    for (FaultPlan.Step step : plan) {
      assertTrue(step.at().compareTo(last) >= 0, "in order");
      assertTrue(step.at().compareTo(demo) < 0);
      last = step.at();
    }
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {20, 90})
  void aStallIsEightSecondsAndACutLongEnoughToBeNoticed(int seconds) {
    for (FaultPlan.Step step : FaultPlan.of(Duration.ofSeconds(seconds))) {
      switch (step.fault()) {
        case SERVER_STALLED -> assertEquals(8, step.lasts().toSeconds());
        case LINK_CUT -> assertTrue(step.lasts().toSeconds() > 6);
        default -> assertTrue(step.lasts().toSeconds() <= 15, step::toString);
      }
    }
  }
}
