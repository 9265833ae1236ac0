package org.rop2p.bench.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.world.Programs;

/** Packets and CPU of links that carry nothing, in the process of an endpoint that has many. */
final class IdleBench {
  private static final double MILLIS = 1_000;

  /** For what a set-up leaves behind: acknowledgements, the last checks, compiled code. */
  private static final double SETTLE_SECONDS = 5;

  private IdleBench() {}

  /**
   * What to do.
   *
   * @param links at once
   * @param seconds with links; half as long without before, and once more after
   */
  record Plan(int links, double seconds) {}

  /**
   * Blocks until it is measured.
   *
   * @throws IOException with a sentence for people, when something failed
   */
  static IdleCost measure(Plan plan, Programs programs) throws IOException, InterruptedException {
    List<Caller> callers = new ArrayList<>();
    try (Other other = Other.start(programs)) {
      for (int i = 0; i < plan.links(); i++) {
        callers.add(Caller.open(other));
      }
      allUp(callers); // once in vain: the second time nothing needs to be loaded
      allDown(callers);
      PerMinute before = window(other, plan.seconds() / 2);
      allUp(callers);
      PerMinute with = window(other, plan.seconds());
      allDown(callers);
      PerMinute after = window(other, plan.seconds() / 2);
      return new IdleCost(plan.links(), before.mean(after), with);
    } finally {
      callers.forEach(Caller::close);
    }
  }

  private static void allUp(List<Caller> callers) throws IOException, InterruptedException {
    for (Caller caller : callers) {
      caller.begin();
      caller.awaitUp();
    }
  }

  private static void allDown(List<Caller> callers) throws IOException, InterruptedException {
    for (Caller caller : callers) {
      caller.drop();
    }
  }

  private static PerMinute window(Other other, double seconds)
      throws IOException, InterruptedException {
    sleep(SETTLE_SECONDS);
    Counters before = other.counters();
    sleep(seconds);
    return other.counters().since(before);
  }

  private static void sleep(double seconds) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep((long) (seconds * MILLIS));
  }
}
