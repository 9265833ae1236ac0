package org.rop2p.testbed.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;

/**
 * How far screens had players from where the server had them, one second after each stop, and as
 * much later as the machine was late with the server's words to this screen: by then whatever was
 * on its way has arrived, and a walk that the server did not grant has been taken back. Whoever has
 * clicked again, is hidden or changes maps, and a server that stalls, tell nothing. Nor does who is
 * stopped in silence at the edge of view.
 */
public final class PositionErrors {
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long a click may take to the server, longer than any latency and its jitter. */
  private static final long CLICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private PositionErrors() {}

  /** One screen's error about one player's stop. */
  public record PositionError(int author, int observer, long nanos, int cells) {}

  private record Pair(int author, int observer) {}

  /** One for each stop and screen that draws the player, the player's own screen too. */
  public static List<PositionError> of(Evidence evidence) {
    Map<Pair, List<Heading>> headings =
        evidence.headings().stream().collect(groupingBy(h -> new Pair(h.author(), h.observer())));
    Map<Pair, NavigableMap<Long, Heading>> bound = new HashMap<>();
    headings.forEach(
        (pair, list) -> {
          NavigableMap<Long, Heading> byTime = new TreeMap<>();
          list.forEach(heading -> byTime.put(heading.nanos(), heading));
          bound.put(pair, byTime);
        });
    Lateness lateness = Lateness.of(evidence);
    List<PositionError> errors = new ArrayList<>();
    evidence
        .presence()
        .forEach(
            (author, presence) -> {
              List<Act> clicks =
                  evidence.acts().stream()
                      .filter(act -> act.author() == author)
                      .filter(act -> act.content().kind() == Kind.MOVEMENT)
                      .toList();
              for (Presence.Stop stop : presence.stops(REST_NANOS, evidence.timing().endNanos())) {
                for (int observer : evidence.observers()) {
                  long look = stop.nanos() + REST_NANOS + lateness.on(observer, stop.nanos());
                  boolean untold =
                      stoppedInSilence(clicks, stop)
                          && atTheEdge(stop, evidence.presenceOf(observer));
                  if (!untold && tells(clicks, presence, stop, look, evidence.timing())) {
                    error(author, presence, observer, stop, look, bound, errors);
                  }
                }
              }
            });
    return errors;
  }

  private static boolean tells(
      List<Act> clicks, Presence presence, Presence.Stop stop, long look, Timing timing) {
    return look < timing.endNanos()
        && presence.at(look).filter(stop.place()::equals).isPresent()
        && !presence.hiddenWithin(stop.nanos(), look)
        && !timing.stalled(stop.nanos() - CLICK_NANOS, look + CLICK_NANOS)
        && clicks.stream()
            .noneMatch(
                act ->
                    act.sentNanos() > stop.nanos() - CLICK_NANOS
                        && act.sentNanos() <= look
                        && act.nanos() > stop.nanos());
  }

  /** By a click on the own cell, of which the server tells nobody else, and only links do. */
  private static boolean stoppedInSilence(List<Act> clicks, Presence.Stop stop) {
    return clicks.stream()
        .anyMatch(
            act ->
                act.stopsInSilence()
                    && stop.place().cell().equals(act.from())
                    && Math.abs(act.nanos() - stop.nanos()) < CLICK_NANOS);
  }

  /** Whether a screen of which that is all it knows may rather take him for out of view. */
  private static boolean atTheEdge(Presence.Stop stop, Presence observer) {
    return observer
        .at(stop.nanos())
        .filter(
            place ->
                place.cell().distance(stop.place().cell())
                    > Kind.MOVEMENT.range() - Expectation.EDGE_CELLS)
        .isPresent();
  }

  private static void error(
      int author,
      Presence presence,
      int observer,
      Presence.Stop stop,
      long look,
      Map<Pair, NavigableMap<Long, Heading>> bound,
      List<PositionError> errors) {
    NavigableMap<Long, Heading> screen = bound.get(new Pair(author, observer));
    Map.Entry<Long, Heading> last = screen == null ? null : screen.floorEntry(look);
    Cell on = last == null ? null : last.getValue().to();
    // Who has hidden since then is still drawn there, unseen, wherever he has gone.
    if (on != null && !presence.hiddenWithin(last.getKey(), look)) {
      errors.add(new PositionError(author, observer, look, on.distance(stop.place().cell())));
    }
  }
}
