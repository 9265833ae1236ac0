package org.rop2p.testbed.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How much later than its way takes the server's word came to each screen, and how long it let
 * walks wait, as a busy machine makes it. Immutable.
 *
 * <p>A word is known to have been late by the answers to the player's own walks, which come from
 * the server and nobody else, and by whatever the server told and was seen for the first time after
 * it was due: had its word been there before, it had been seen before. All come in one stream with
 * all other words of the server.
 */
final class Lateness {
  /** Words so near in time share their fate: a machine is busy for longer than a moment. */
  private static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** What is later than this nobody waits for. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Equal ones within such a time can't be told apart. */
  private static final long DISTINCT_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** No walk takes longer: seventeen diagonal steps. */
  private static final long WALK_NANOS = TimeUnit.MILLISECONDS.toNanos(17 * 210);

  private final Timing timing;
  private final Map<Integer, NavigableMap<Long, Long>> byScreen = new HashMap<>();
  private final Map<Integer, NavigableMap<Long, Begun>> byWalker = new HashMap<>();

  private Lateness(Timing timing) {
    this.timing = timing;
  }

  /** One author before one screen. */
  private record Seen(int observer, int author, Content content) {}

  /** A walk that the server began so long after it could. */
  private record Begun(long nanos, long waited) {}

  /** What an author does. */
  private record Done(int author, Content content) {}

  static Lateness of(Evidence evidence) {
    Lateness lateness = new Lateness(evidence.timing());
    Map<Seen, List<Long>> seen = seen(evidence);
    Map<Done, List<Act>> done =
        evidence.acts().stream().collect(groupingBy(act -> new Done(act.author(), act.content())));
    for (Act act : evidence.acts()) {
      if (act.fate() != Act.Fate.ACCEPTED) {
        continue;
      }
      if (act.content().kind() == Kind.MOVEMENT) {
        lateness.add(act, act.author(), act.nanos(), seen);
        long arrived = act.sentNanos() + evidence.timing().toServerNanos();
        lateness
            .byWalker
            .computeIfAbsent(act.author(), walker -> new TreeMap<>())
            .put(arrived, new Begun(act.nanos(), Math.max(0, act.nanos() - arrived)));
      } else if (alone(act, done.get(new Done(act.author(), act.content())))) {
        act.told().forEach(observer -> lateness.add(act, observer, act.sentNanos(), seen));
      }
    }
    return lateness;
  }

  private static boolean alone(Act act, List<Act> equal) {
    return equal.stream()
        .allMatch(
            other ->
                other.equals(act)
                    || Math.abs(other.sentNanos() - act.sentNanos()) > DISTINCT_NANOS);
  }

  /** When each screen showed its own player's walks, and everybody's lines and emotes. */
  private static Map<Seen, List<Long>> seen(Evidence evidence) {
    Map<Seen, List<Long>> seen = new HashMap<>();
    for (Heading heading : evidence.headings()) {
      if (heading.author() == heading.observer() && heading.to() != null) {
        Content walk = new Content.Walk(heading.to());
        seen.computeIfAbsent(
                new Seen(heading.observer(), heading.author(), walk), key -> new ArrayList<>())
            .add(heading.nanos());
      }
    }
    for (Display one : evidence.displays()) {
      if (one.content().kind() != Kind.MOVEMENT) {
        seen.computeIfAbsent(
                new Seen(one.observer(), one.author(), one.content()), key -> new ArrayList<>())
            .add(one.nanos());
      }
    }
    return seen;
  }

  private void add(Act act, int observer, long notBefore, Map<Seen, List<Long>> seen) {
    long due = act.nanos() + timing.toServerNanos();
    seen.getOrDefault(new Seen(observer, act.author(), act.content()), List.of()).stream()
        .mapToLong(nanos -> nanos)
        .filter(nanos -> nanos >= notBefore && nanos <= due + MOST_NANOS)
        .min()
        .ifPresent(
            nanos ->
                byScreen
                    .computeIfAbsent(observer, screen -> new TreeMap<>())
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

  /**
   * Nanoseconds that the server has a walker behind where he is on his peers' screens, who see him
   * set out at once: his click waits for the step under way, and for a server that is late. 0 of
   * who stands; at most two seconds.
   */
  long ofWalk(int walker, long nanos) {
    Map.Entry<Long, Begun> asked = byWalker.getOrDefault(walker, new TreeMap<>()).floorEntry(nanos);
    return asked == null || nanos - asked.getValue().nanos() > WALK_NANOS
        ? 0
        : Math.min(MOST_NANOS, asked.getValue().waited());
  }
}
