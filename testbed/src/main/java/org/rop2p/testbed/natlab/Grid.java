package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Tries pair after pair. */
final class Grid {
  private Grid() {}

  /**
   * Those that should link one after another, so that none slows another's setup; those that should
   * not wait for their setup timeout all at once.
   *
   * @param withTurn those of {@code pairs} that are tried with TURN, too
   * @param told of every attempt as soon as it is judged, on one thread
   * @return in the order of {@code pairs}
   */
  static List<PairResult> run(
      Lab lab, List<Pair> pairs, List<Pair> withTurn, BiConsumer<Trial, Attempt> told)
      throws IOException, InterruptedException {
    Map<Trial, Attempt> attempts = new HashMap<>();
    List<Trial> hopeless = new ArrayList<>();
    for (Trial trial : trials(pairs, withTurn)) {
      if (trial.expected() == Outcome.NONE) {
        hopeless.add(trial);
      } else {
        keep(attempts, trial, PairTrial.run(lab, trial), told);
      }
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Map<Trial, Future<Attempt>> waiting = new LinkedHashMap<>();
      for (Trial trial : hopeless) {
        waiting.put(trial, threads.submit(() -> PairTrial.run(lab, trial)));
      }
      for (var entry : waiting.entrySet()) {
        keep(attempts, entry.getKey(), entry.getValue().get(), told);
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
    return pairs.stream()
        .map(
            pair ->
                new PairResult(
                    pair,
                    attempts.get(new Trial(pair, Means.CHECKS)),
                    Optional.ofNullable(attempts.get(new Trial(pair, Means.TURN)))))
        .toList();
  }

  /** Both trials of a pair one after the other. */
  static List<Trial> trials(List<Pair> pairs, List<Pair> withTurn) {
    List<Trial> trials = new ArrayList<>();
    for (Pair pair : pairs) {
      trials.add(new Trial(pair, Means.CHECKS));
      if (withTurn.contains(pair)) {
        trials.add(new Trial(pair, Means.TURN));
      }
    }
    return trials;
  }

  private static void keep(
      Map<Trial, Attempt> attempts, Trial trial, Attempt attempt, BiConsumer<Trial, Attempt> told) {
    attempts.put(trial, attempt);
    told.accept(trial, attempt);
  }
}
