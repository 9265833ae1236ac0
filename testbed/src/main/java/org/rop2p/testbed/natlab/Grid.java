package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tries pair after pair. */
final class Grid {
  private Grid() {}

  /**
   * Those that should link one after another, so that none slows another's setup; those that should
   * not wait for their setup timeout all at once.
   *
   * @param told of every pair as soon as it is judged, on one thread
   * @return in the order of {@code pairs}
   */
  static List<PairResult> run(Lab lab, List<Pair> pairs, Consumer<PairResult> told)
      throws IOException, InterruptedException {
    List<PairResult> results = new ArrayList<>();
    List<Pair> hopeless = new ArrayList<>();
    for (Pair pair : pairs) {
      if (Expectations.of(pair) == Outcome.NONE) {
        hopeless.add(pair);
      } else {
        results.add(tell(PairTrial.run(lab, pair), told));
      }
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<PairResult>> waiting = new ArrayList<>();
      for (Pair pair : hopeless) {
        waiting.add(threads.submit(() -> PairTrial.run(lab, pair)));
      }
      for (Future<PairResult> result : waiting) {
        results.add(tell(result.get(), told));
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
    results.sort(Comparator.comparingInt(result -> pairs.indexOf(result.pair())));
    return results;
  }

  private static PairResult tell(PairResult result, Consumer<PairResult> told) {
    told.accept(result);
    return result;
  }
}
