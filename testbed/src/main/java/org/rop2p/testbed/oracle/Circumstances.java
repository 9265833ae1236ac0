package org.rop2p.testbed.oracle;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.rop2p.testbed.oracle.Presence.Distances;
import org.rop2p.testbed.oracle.Presence.Place;

/**
 * What was so when something went wrong, for whoever has to explain it. Durations in nanoseconds.
 *
 * @param apart how far from the observer the server had the author, from the click to the answer;
 *     empty if not on one map
 * @param author where the server had him when it answered
 * @param observer the same of the observer
 * @param lateOnScreen how late the server's words came to the observer's screen then
 * @param authorBehind how long the author's walk waited at the server
 * @param observerBehind how long the observer's did
 */
public record Circumstances(
    Optional<Distances> apart,
    Optional<Place> author,
    Optional<Place> observer,
    long lateOnScreen,
    long authorBehind,
    long observerBehind) {

  /** Of each finding: those of the act nearest to it in time, if there was one like it. */
  public static Function<Finding, Optional<Circumstances>> in(Evidence evidence) {
    Lateness lateness = Lateness.of(evidence);
    return finding -> of(finding, evidence, lateness);
  }

  private static Optional<Circumstances> of(Finding finding, Evidence evidence, Lateness lateness) {
    return evidence.acts().stream()
        .filter(act -> act.author() == finding.author())
        .filter(act -> act.content().equals(finding.content()))
        .min(Comparator.comparingLong(act -> Math.abs(act.nanos() - finding.nanos())))
        .map(act -> around(act, finding.observer(), evidence, lateness));
  }

  private static Circumstances around(Act act, int observer, Evidence evidence, Lateness lateness) {
    Presence author = evidence.presenceOf(act.author());
    Presence watcher = evidence.presenceOf(observer);
    long answered = evidence.timing().answered(act);
    return new Circumstances(
        author.distances(watcher, act.sentNanos(), answered),
        author.at(answered),
        watcher.at(answered),
        lateness.on(observer, act.nanos()),
        lateness.ofWalk(act.author(), answered),
        lateness.ofWalk(observer, answered));
  }

  @Override
  public String toString() {
    return "%s, author at %s, observer at %s; words to this screen %d ms late, walks waited %d and %d ms"
        .formatted(
            apart.map(a -> a.least() + " to " + a.most() + " cells apart").orElse("on two maps"),
            cell(author),
            cell(observer),
            millis(lateOnScreen),
            millis(authorBehind),
            millis(observerBehind));
  }

  private static String cell(Optional<Place> place) {
    return place.map(one -> one.cell().x() + "," + one.cell().y()).orElse("no place");
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
