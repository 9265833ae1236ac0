package org.rop2p.bench.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One message on two screens side by side: of a player with links and of one without.
 *
 * @param linkedMillis from the author's click to the screen with links
 * @param serverMillis to the screen that has only the server
 */
record Lead(Kind kind, double linkedMillis, double serverMillis) {
  /** Everything is said again so much later that it cannot be mistaken for this. */
  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** How much earlier the linked player sees it; negative: later. */
  double earlierMillis() {
    return serverMillis - linkedMillis;
  }

  /**
   * An act of an author.
   *
   * @param nanos when the client sent it
   */
  record Act(Said said, long nanos) {}

  /**
   * Joins acts with two screens.
   *
   * @param linked when each message was shown on the screen with links, by message
   * @param direct the same of the screen without
   * @return of every act that both have shown
   */
  static List<Lead> join(
      List<Act> acts, Map<Said, NavigableSet<Long>> linked, Map<Said, NavigableSet<Long>> direct) {
    List<Lead> leads = new ArrayList<>();
    for (Act act : acts) {
      Optional<Double> first = millis(act, linked);
      Optional<Double> second = millis(act, direct);
      if (first.isPresent() && second.isPresent()) {
        leads.add(new Lead(act.said().kind(), first.get(), second.get()));
      }
    }
    return leads;
  }

  private static Optional<Double> millis(Act act, Map<Said, NavigableSet<Long>> screen) {
    NavigableSet<Long> times = screen.get(act.said());
    Long shown = times == null ? null : times.ceiling(act.nanos());
    return shown == null || shown - act.nanos() > WINDOW_NANOS
        ? Optional.empty()
        : Optional.of((shown - act.nanos()) / MILLI);
  }
}
