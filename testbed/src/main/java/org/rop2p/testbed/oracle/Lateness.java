package org.rop2p.testbed.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How much later than its way takes the server's word came to each screen, as a busy machine makes
 * it. Known by the answers to the player's own walks: they come from the server and nobody else, in
 * one stream with all other words of it. Immutable.
 */
final class Lateness {
  /** Words so near in time share their fate: a machine is busy for longer than a moment. */
  private static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** What is later than this nobody waits for. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Map<Integer, NavigableMap<Long, Long>> byScreen = new HashMap<>();

  private Lateness() {}

  static Lateness of(Evidence evidence) {
    Lateness lateness = new Lateness();
    Map<Integer, List<Heading>> own =
        evidence.headings().stream()
            .filter(heading -> heading.author() == heading.observer() && heading.to() != null)
            .collect(groupingBy(Heading::observer));
    evidence.acts().stream()
        .filter(act -> act.fate() == Act.Fate.ACCEPTED && act.content().kind() == Kind.MOVEMENT)
        .forEach(act -> lateness.add(act, own.getOrDefault(act.author(), List.of()), evidence));
    return lateness;
  }

  private void add(Act act, List<Heading> own, Evidence evidence) {
    long due = act.nanos() + evidence.timing().toServerNanos();
    own.stream()
        .filter(heading -> act.content().equals(new Content.Walk(heading.to())))
        .mapToLong(Heading::nanos)
        .filter(nanos -> nanos >= act.nanos() && nanos <= due + MOST_NANOS)
        .min()
        .ifPresent(
            nanos ->
                byScreen
                    .computeIfAbsent(act.author(), screen -> new TreeMap<>())
                    .merge(act.nanos(), Math.max(0, nanos - due), Math::max));
  }

  /**
   * Nanoseconds that a word decided on at {@code nanos} may have been late on this screen, 0 where
   * nothing is known; at most two seconds.
   */
  long on(int observer, long nanos) {
    NavigableMap<Long, Long> known = byScreen.getOrDefault(observer, new TreeMap<>());
    return known.subMap(nanos - NEAR_NANOS, true, nanos + NEAR_NANOS, true).values().stream()
        .mapToLong(late -> late)
        .max()
        .orElse(0);
  }
}
