package org.rop2p.testbed.oracle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.testbed.oracle.Presence.Place;

/**
 * Whether one screen should show one act. The server's own word decides where there is one;
 * otherwise its rules, applied to its positions. Near the edge of a range its own answer depends on
 * timing: there a screen that does what the server would have done is right, and one that does not
 * is left undecided.
 */
enum Expectation {
  /** Must be seen. */
  OWED,
  /** The server would have told, by a hair. */
  LIKELY,
  /** The server would not have told, by a hair. */
  UNLIKELY,
  /** Must not be seen. */
  FORBIDDEN,
  /** No pair at all, but one display does no harm: a walk the server never began. */
  FREE;

  /** Server and players may differ by this much about where somebody walking is. */
  static final int EDGE_CELLS = 2;

  private static final long CHANGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  static Expectation of(Act act, int observer, Evidence evidence, Lateness lateness) {
    return switch (act.fate()) {
      case REFUSED -> refused(act, evidence);
      case INVENTED -> FORBIDDEN;
      case OVERTAKEN -> FREE;
      case CONFIDED -> act.told().contains(observer) ? OWED : FORBIDDEN;
      case ACCEPTED -> accepted(act, observer, evidence, lateness);
      case UNSEEN ->
          act.content().kind() == Kind.MOVEMENT ? FREE : unseen(act, observer, evidence, lateness);
    };
  }

  /**
   * Whom a server that stalls has elsewhere than he is drawn it may refuse a walk that looks fine.
   */
  private static Expectation refused(Act act, Evidence evidence) {
    boolean unforeseen =
        act.content().kind() == Kind.MOVEMENT
            && evidence.timing().stalled(act.sentNanos(), act.nanos());
    return unforeseen ? FREE : FORBIDDEN;
  }

  private static Expectation accepted(Act act, int observer, Evidence evidence, Lateness lateness) {
    boolean walk = act.content().kind() == Kind.MOVEMENT;
    Presence author = evidence.presenceOf(act.author());
    if (act.told().contains(observer)) {
      // The server tells what one says who hides to those, too, who never saw him.
      boolean doubt =
          evidence.timing().inFlightAtTheEnd(act)
              || author.hiddenWithin(act.sentNanos(), act.nanos());
      return doubt ? LIKELY : OWED;
    }
    if (walk && author.hidesOrShowsWithin(act.sentNanos(), evidence.timing().deadline(act))) {
      return FREE; // Who comes out of hiding on the way is drawn anew, walking.
    }
    Ring ring = ring(act, observer, evidence, lateness);
    // Surely within range, and yet not told: the server kept it from this one on purpose.
    return ring == Ring.OUTSIDE || ring == Ring.INSIDE ? FORBIDDEN : UNLIKELY;
  }

  private static Expectation unseen(Act act, int observer, Evidence evidence, Lateness lateness) {
    Presence author = evidence.presenceOf(act.author());
    Presence watcher = evidence.presenceOf(observer);
    Ring ring = ring(act, observer, evidence, lateness);
    if (ring == Ring.OUTSIDE) {
      return FORBIDDEN;
    }
    if (watcher.hiddenWithin(act.sentNanos(), act.nanos())) {
      return FREE; // Nobody can know that he listens.
    }
    if (ring == Ring.INSIDE && !evidence.timing().inFlightAtTheEnd(act)) {
      return OWED;
    }
    Optional<Place> from = author.at(act.nanos());
    Optional<Place> to = watcher.at(act.nanos());
    boolean heard =
        from.isPresent()
            && to.isPresent()
            && from.get().zone().equals(to.get().zone())
            && from.get().cell().distance(to.get().cell()) <= act.content().kind().range();
    return heard ? LIKELY : UNLIKELY;
  }

  /**
   * Where the observer was, seen from the author, while the act was on its way; and where their
   * peers had them by then, who see a walk begin as soon as it is asked for.
   */
  private enum Ring {
    INSIDE,
    EDGE,
    OUTSIDE
  }

  private static Ring ring(Act act, int observer, Evidence evidence, Lateness lateness) {
    Presence author = evidence.presenceOf(act.author());
    Presence watcher = evidence.presenceOf(observer);
    long from = act.sentNanos();
    long to = evidence.timing().answered(act);
    if (author.changesWithin(from - CHANGE_NANOS, to + CHANGE_NANOS)
        || watcher.changesWithin(from - CHANGE_NANOS, to + CHANGE_NANOS)) {
      return Ring.EDGE;
    }
    long behind = Math.max(lateness.ofWalk(act.author(), to), lateness.ofWalk(observer, to));
    Optional<Presence.Distances> distances = author.distances(watcher, from, to + behind);
    int range = act.content().kind().range();
    if (distances.isEmpty() || distances.get().least() > range + EDGE_CELLS) {
      return Ring.OUTSIDE;
    }
    return distances.get().most() <= range - EDGE_CELLS ? Ring.INSIDE : Ring.EDGE;
  }
}
