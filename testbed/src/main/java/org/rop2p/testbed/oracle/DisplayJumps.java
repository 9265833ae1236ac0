package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.rop2p.testbed.client.DrawnUnits;
import org.rop2p.testbed.client.ScreenEvent;

/**
 * How smoothly other units move on a screen: one sample for each time a unit already there is told
 * to walk, to stop or where it is.
 */
public final class DisplayJumps {
  private static final double PER_CENT = 100;

  /** Who is stopped on his way falls back to the last cell, whoever draws him. */
  private static final double STEP = Math.sqrt(2);

  /** What the report says about a set of samples, in cells; 0 when there are none. */
  public record Summary(double p99, double max) {}

  private DisplayJumps() {}

  /**
   * The samples of one screen.
   *
   * @param observer whose screen it is
   * @param events of it, oldest first
   * @param author whether a unit counts, such as one that is a player
   */
  public static List<Jump> of(int observer, List<ScreenEvent> events, IntPredicate author) {
    DrawnUnits drawn = new DrawnUnits();
    List<Jump> jumps = new ArrayList<>();
    for (ScreenEvent event : events) {
      drawn
          .show(event)
          .ifPresent(
              cells -> {
                int unit = unitOf(event);
                if (author.test(unit)) {
                  double own = event instanceof ScreenEvent.PositionFix ? STEP : 0;
                  jumps.add(new Jump(observer, unit, event.nanos(), Math.max(0, cells - own)));
                }
              });
    }
    return jumps;
  }

  /** The nearest-rank 99th percentile and the largest. */
  public static Summary summary(List<Jump> jumps) {
    if (jumps.isEmpty()) {
      return new Summary(0, 0);
    }
    double[] cells = jumps.stream().mapToDouble(Jump::cells).toArray();
    Arrays.sort(cells);
    int rank = (int) Math.ceil(cells.length * 99 / PER_CENT);
    return new Summary(cells[rank - 1], cells[cells.length - 1]);
  }

  private static int unitOf(ScreenEvent event) {
    if (event instanceof ScreenEvent.UnitAppears appears) {
      return appears.unitId();
    }
    if (event instanceof ScreenEvent.UnitWalk walk) {
      return walk.unitId();
    }
    return ((ScreenEvent.PositionFix) event).unitId();
  }
}
