package org.rop2p.bench.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.bench.world.Programs;

/**
 * How fast links come up: one after another, and several at once, always to the one endpoint of the
 * other process. Signals take a connection on loopback. Links are closed unmeasured.
 */
final class SetUpBench {
  private SetUpBench() {}

  /**
   * What to do.
   *
   * @param links one after another
   * @param atOnce at once
   * @param batches of these
   */
  record Plan(int links, int atOnce, int batches) {}

  /**
   * Blocks until both are measured.
   *
   * @return one after another, then at once
   * @throws IOException with a sentence for people, when something failed
   */
  static List<SetUps> measure(Plan plan, Programs programs)
      throws IOException, InterruptedException {
    List<Caller> callers = new ArrayList<>();
    try (Other other = Other.start(programs)) {
      for (int i = 0; i < plan.atOnce(); i++) {
        callers.add(Caller.open(other));
      }
      batch(callers); // loads and compiles
      batch(callers);
      List<SetUps.Batch> single = new ArrayList<>();
      for (int i = 0; i < plan.links(); i++) {
        single.add(batch(List.of(callers.get(i % callers.size()))));
      }
      List<SetUps.Batch> together = new ArrayList<>();
      for (int i = 0; i < plan.batches(); i++) {
        together.add(batch(callers));
      }
      return List.of(new SetUps(1, single), new SetUps(plan.atOnce(), together));
    } finally {
      callers.forEach(Caller::close);
    }
  }

  private static SetUps.Batch batch(List<Caller> callers) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (Caller caller : callers) {
      caller.begin();
    }
    List<Long> each = new ArrayList<>();
    long last = begun;
    for (Caller caller : callers) {
      each.add(caller.awaitUp());
      last = Math.max(last, caller.upAt());
    }
    for (Caller caller : callers) {
      caller.drop();
    }
    return new SetUps.Batch(last - begun, each);
  }
}
