package org.rop2p.proxy.routing;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Who is possibly in range of the own character, and whether all of them can be told by links.
 * Pure.
 *
 * <p>The dead lie on the screen and hear. Who asks to walk to the cell that he has just come to is
 * stopped there, and rAthena tells nobody but him: who is linked says so, anybody else may be
 * anywhere on the way that he was last seen to take. Server and players disagree about where
 * somebody walking is by what it walks while packets are under way: so everybody counts who comes
 * within the range and a margin at any time until the server's answer would be here.
 *
 * @param linked those possibly in range who can be told
 * @param complete whether those are all who may be in range
 */
public record Coverage(SortedSet<Integer> linked, boolean complete) {
  /** Cells beyond the range in which the server may count somebody as inside. */
  static final int MARGIN = 2;

  /** A round trip within the margin: two walkers at normal speed, each one cell off. */
  private static final long MARGIN_MILLIS = 300;

  /** A straight cell at normal speed. */
  public static final long CELL_MILLIS = 150;

  /** A server silent for longer is looked back at no farther. */
  public static final long LONGEST_SILENCE_MILLIS = 10_000;

  /** Nobody can be told, and somebody may be there. */
  public static final Coverage NONE = new Coverage(new TreeSet<>(), false);

  /**
   * Looks around.
   *
   * @param range cells
   * @param answerMillis the server's answer time
   * @param heardAt when the server last said anything: since then it may stand still, and have
   *     everybody where he was then
   * @param canBeTold accounts that links reach
   */
  public static Coverage of(
      int range,
      WorldView world,
      long answerMillis,
      long heardAt,
      long now,
      IntPredicate canBeTold) {
    OwnState own = world.own();
    if (own.motion() == null) {
      return NONE;
    }
    int reach = range + margin(answerMillis);
    long from = Math.max(now - LONGEST_SILENCE_MILLIS, Math.min(now, heardAt));
    SortedSet<Integer> linked = new TreeSet<>();
    boolean complete = !world.leftOut();
    Set<Cell> here = cells(own.motion(), from, now + answerMillis);
    for (PlayerInView player : world.players()) {
      if (!canBeTold.test(player.accountId())) {
        complete = complete && !mayBeWithin(reach, here, player.motion(), now + answerMillis);
      } else if (comesWithin(reach, own.motion(), player, from, now + answerMillis)) {
        linked.add(player.accountId());
      }
    }
    return new Coverage(linked, complete);
  }

  /** Whether an account is surely within {@code range}, so that the server would tell it. */
  public static boolean surelyWithin(int range, WorldView world, int account, long now) {
    Motion own = world.own().motion();
    return own != null
        && world
            .player(account)
            .map(player -> player.farthest(own.at(now), now) <= range - MARGIN)
            .orElse(false);
  }

  /**
   * Whether an account that says nothing of itself may be within {@code range} now, or come there
   * until the server's answer.
   *
   * @param answerMillis the server's answer time
   */
  public static boolean possiblyWithin(
      int range, WorldView world, int account, long answerMillis, long now) {
    Motion own = world.own().motion();
    int reach = range + margin(answerMillis);
    return own != null
        && world
            .player(account)
            .map(
                player ->
                    mayBeWithin(
                        reach,
                        cells(own, now, now + answerMillis),
                        player.motion(),
                        now + answerMillis))
            .orElse(false);
  }

  /**
   * The most cells at which {@link #of} counts somebody as possibly in range: he may come closer
   * until the server's answer.
   */
  public static int farthest(int range, long answerMillis) {
    return range + margin(answerMillis) + (int) ((answerMillis + CELL_MILLIS - 1) / CELL_MILLIS);
  }

  static int margin(long answerMillis) {
    long beyond = Math.max(0, answerMillis - MARGIN_MILLIS);
    return MARGIN + (int) ((beyond + CELL_MILLIS - 1) / CELL_MILLIS);
  }

  private static boolean comesWithin(
      int reach, Motion own, PlayerInView other, long from, long to) {
    for (long at = from; at < to; at += CELL_MILLIS) {
      if (other.nearest(own.at(at), at) <= reach) {
        return true;
      }
    }
    return other.nearest(own.at(to), to) <= reach;
  }

  /** Whether somebody who may have stopped on his way comes within reach of one of these cells. */
  private static boolean mayBeWithin(int reach, Set<Cell> here, Motion other, long to) {
    Set<Cell> there = new HashSet<>(Set.of(other.at(to)));
    for (long at = other.since(); at < to && !other.arrived(at); at += other.speed()) {
      there.add(other.at(at));
    }
    return there.stream()
        .anyMatch(cell -> here.stream().anyMatch(mine -> mine.distance(cell) <= reach));
  }

  private static Set<Cell> cells(Motion own, long from, long to) {
    Set<Cell> cells = new HashSet<>(Set.of(own.at(to)));
    for (long at = from; at < to; at += CELL_MILLIS) {
      cells.add(own.at(at));
    }
    return cells;
  }
}
