package org.rop2p.testbed.oracle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.testbed.oracle.Presence.Place;

/** Whether one screen should show one act, by the server's rules. */
enum Expectation {
  EXPECTED,
  NOT_EXPECTED,
  /** Too near to the edge of a range, to a map change or to the end to be held against anybody. */
  UNDECIDED,
  /** No pair at all, but a display does no harm: a walk the server never began. */
  TOLERATED;

  /** Server and players may differ by this much about where somebody walking is. */
  private static final int EDGE_CELLS = 2;

  private static final long CHANGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What is younger than this when the logs are taken may still be on its way. */
  private static final long IN_FLIGHT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  static Expectation of(Act act, Presence author, Presence observer, long endNanos) {
    long at = act.nanos();
    Kind kind = act.content().kind();
    switch (act.fate()) {
      case REFUSED, INVENTED -> {
        return NOT_EXPECTED;
      }
      case OVERTAKEN -> {
        return TOLERATED;
      }
      case UNSEEN -> {
        if (kind == Kind.MOVEMENT) {
          return TOLERATED;
        }
      }
      case ACCEPTED -> {}
    }
    if (at > endNanos - IN_FLIGHT_NANOS) {
      return UNDECIDED;
    }
    if (author.changesWithin(at, CHANGE_NANOS) || observer.changesWithin(at, CHANGE_NANOS)) {
      return UNDECIDED;
    }
    Optional<Place> from = author.at(at);
    Optional<Place> to = observer.at(at);
    if (from.isEmpty() || to.isEmpty() || !from.get().zone().equals(to.get().zone())) {
      return NOT_EXPECTED;
    }
    int distance = from.get().cell().distance(to.get().cell());
    if (Math.abs(distance - kind.range()) <= EDGE_CELLS) {
      return UNDECIDED;
    }
    return distance < kind.range() ? EXPECTED : NOT_EXPECTED;
  }
}
