package org.rop2p.testbed.oracle;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Finding.Fault;

/** What had to reach the server, and whether it did. */
public final class Upstream {
  /** Around a map change a server takes no walk, and a client may not know yet. */
  private static final long CHANGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private Upstream() {}

  /**
   * Messages that somebody without a link was near enough to hear.
   *
   * @param sent chat and emotes of the proxied
   * @param reachedServer how many of them the server had
   */
  public record Uncovered(int sent, int reachedServer) {
    public boolean clean() {
      return sent == reachedServer;
    }
  }

  /**
   * Counts the messages with one of {@code listeners} within range at some moment while they were
   * on their way.
   *
   * @param authors accounts that play through a proxy
   * @param listeners accounts that can hear the server only
   */
  public static Uncovered uncovered(
      Evidence evidence, Set<Integer> authors, Set<Integer> listeners) {
    List<Act> heard = heard(evidence, authors, listeners);
    return new Uncovered(
        heard.size(), (int) heard.stream().filter(act -> act.fate() != Fate.UNSEEN).count());
  }

  /** Those of them that never reached the server, for each who was in range. */
  public static List<Finding> unreached(
      Evidence evidence, Set<Integer> authors, Set<Integer> listeners) {
    return heard(evidence, authors, listeners).stream()
        .filter(act -> act.fate() == Fate.UNSEEN)
        .flatMap(
            act ->
                listeners.stream()
                    .filter(ear -> near(act, ear, evidence))
                    .map(
                        ear ->
                            new Finding(
                                Fault.UNREACHED,
                                act.author(),
                                ear,
                                act.content(),
                                act.sentNanos())))
        .toList();
  }

  private static List<Act> heard(Evidence evidence, Set<Integer> authors, Set<Integer> listeners) {
    return evidence.acts().stream()
        .filter(act -> act.content().kind() != Kind.MOVEMENT)
        .filter(act -> act.fate() != Fate.INVENTED && authors.contains(act.author()))
        .filter(act -> settled(act, evidence))
        .filter(act -> listeners.stream().anyMatch(ear -> near(act, ear, evidence)))
        .toList();
  }

  /**
   * Walks that the server never saw and should have.
   *
   * @param overtakenWithin how soon a newer click must have followed to excuse it; zero: nothing
   *     does
   */
  public static List<Finding> swallowed(Evidence evidence, Duration overtakenWithin) {
    return evidence.acts().stream()
        .filter(act -> act.fate() == Fate.UNSEEN && act.content().kind() == Kind.MOVEMENT)
        .filter(act -> settled(act, evidence))
        .filter(act -> !overtaken(act, evidence, overtakenWithin))
        .map(
            act ->
                new Finding(
                    Fault.SWALLOWED, act.author(), act.author(), act.content(), act.sentNanos()))
        .toList();
  }

  /**
   * Milliseconds from each click that the server granted to its first step, less the way there:
   * what a proxy keeps it, and what the server waits for the next cell. None of those in a stall.
   *
   * @param authors accounts that play through a proxy
   */
  public static List<Double> clickWaits(Evidence evidence, Set<Integer> authors) {
    return evidence.acts().stream()
        .filter(act -> act.fate() == Fate.ACCEPTED && act.content().kind() == Kind.MOVEMENT)
        .filter(act -> authors.contains(act.author()))
        .filter(act -> !evidence.timing().stalled(act.sentNanos(), act.nanos()))
        .map(act -> act.nanos() - act.sentNanos() - evidence.timing().toServerNanos())
        .map(nanos -> Math.max(0, nanos) / (double) TimeUnit.MILLISECONDS.toNanos(1))
        .toList();
  }

  private static boolean settled(Act act, Evidence evidence) {
    Presence author = evidence.presenceOf(act.author());
    return author.at(act.sentNanos()).isPresent()
        && !evidence.timing().inFlightAtTheEnd(act)
        && !author.changesWithin(
            act.sentNanos() - CHANGE_NANOS, evidence.timing().answered(act) + CHANGE_NANOS);
  }

  private static boolean near(Act act, int listener, Evidence evidence) {
    Presence ear = evidence.presenceOf(listener);
    long way = evidence.timing().toServerNanos();
    long from = act.sentNanos();
    long to = act.sentNanos() + way;
    return !ear.changesWithin(from - CHANGE_NANOS, to + CHANGE_NANOS)
        && evidence
            .presenceOf(act.author())
            .distances(ear, from, to)
            .filter(distances -> distances.least() <= act.content().kind().range())
            .isPresent();
  }

  private static boolean overtaken(Act act, Evidence evidence, Duration within) {
    return evidence.acts().stream()
        .anyMatch(
            other ->
                other.author() == act.author()
                    && other.content().kind() == Kind.MOVEMENT
                    && other.sentNanos() > act.sentNanos()
                    && other.sentNanos() <= act.sentNanos() + within.toNanos());
  }
}
