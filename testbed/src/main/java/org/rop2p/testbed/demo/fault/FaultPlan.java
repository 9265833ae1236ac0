package org.rop2p.testbed.demo.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When each fault begins and ends. Pure. Times are shares of the demo, so that a longer one is not
 * broken more often but is broken longer; what needs its time has it, whatever the demo's.
 */
final class FaultPlan {
  /** Links that are cut are noticed after six seconds of silence. */
  private static final Duration CUT = Duration.ofSeconds(8);

  private static final Duration STALL = Duration.ofSeconds(8);
  private static final Duration FROZEN_AT_MOST = Duration.ofSeconds(15);

  private FaultPlan() {}

  /** A fault and for how long it lasts; zero where its end is its own. */
  record Step(Fault fault, Duration at, Duration lasts) {}

  /** All faults, the first first. */
  static List<Step> of(Duration demo) {
    List<Step> steps = new ArrayList<>();
    add(steps, demo, Fault.LINK_DELAYED, 0.08, share(demo, 0.1));
    add(steps, demo, Fault.HIDDEN, 0.12, share(demo, 0.06));
    add(steps, demo, Fault.LEFT_ZONE, 0.20, share(demo, 0.05));
    add(steps, demo, Fault.LINK_LOSSY, 0.28, share(demo, 0.1));
    add(steps, demo, Fault.MUTED, 0.32, share(demo, 0.06));
    add(steps, demo, Fault.COORDINATOR_FROZEN, 0.38, least(share(demo, 0.12), FROZEN_AT_MOST));
    add(steps, demo, Fault.RELOGGED, 0.52, Duration.ZERO);
    add(steps, demo, Fault.SERVER_STALLED, 0.56, STALL);
    add(steps, demo, Fault.LINK_CUT, 0.68, CUT);
    add(steps, demo, Fault.COORDINATOR_KILLED, 0.72, share(demo, 0.06));
    add(steps, demo, Fault.BOUND_TO_CHANNEL, 0.74, share(demo, 0.06));
    add(steps, demo, Fault.DIED, 0.86, share(demo, 0.03));
    steps.sort(Comparator.comparing(Step::at));
    return steps;
  }

  private static void add(List<Step> steps, Duration demo, Fault fault, double at, Duration lasts) {
    steps.add(new Step(fault, share(demo, at), lasts));
  }

  private static Duration share(Duration demo, double part) {
    return Duration.ofMillis((long) (demo.toMillis() * part));
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
