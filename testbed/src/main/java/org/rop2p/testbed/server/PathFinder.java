package org.rop2p.testbed.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.rop2p.codec.view.Cell;

/**
 * rAthena's walk paths: A* with straight steps of cost 10 and diagonal ones of 14, guided by the
 * Manhattan distance, never cutting a blocked corner. On open ground that is diagonal first, then
 * straight. Pure.
 */
final class PathFinder {
  private static final int STRAIGHT = 10;
  private static final int DIAGONAL = 14;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Cells examined before giving up; a path that long would be refused anyway. */
  private static final int EXAMINED = 4096;

  /** South-east, east, north-east, north, north-west, west, south-west, south: rAthena's order. */
  private static final int[][] STEPS = {
    {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}
  };

  private record Node(Cell cell, Node parent, int cost, int estimate, int order) {}

  private PathFinder() {}

  /** The cells after {@code from} up to {@code to}, empty for the same cell, null for no path. */
  static List<Cell> path(MapSpec map, Cell from, Cell to) {
    if (!map.walkable(to.x(), to.y())) {
      return null;
    }
    PriorityQueue<Node> open =
        new PriorityQueue<>(Comparator.comparingInt(Node::estimate).thenComparing(Node::order));
    Map<Cell, Integer> best = new HashMap<>();
    int order = 0;
    open.add(new Node(from, null, 0, rest(from, to), order));
    best.put(from, 0);
    for (int examined = 0; examined < EXAMINED && !open.isEmpty(); examined++) {
      Node node = open.poll();
      if (node.cell().equals(to)) {
        return cells(node);
      }
      if (best.get(node.cell()) < node.cost()) {
        continue;
      }
      for (int[] step : STEPS) {
        if (!passable(map, node.cell(), step[0], step[1])) {
          continue;
        }
        Cell next = new Cell(node.cell().x() + step[0], node.cell().y() + step[1]);
        int cost = node.cost() + (diagonal(node.cell(), next) ? DIAGONAL : STRAIGHT);
        Integer known = best.get(next);
        if (known == null || cost < known) {
          best.put(next, cost);
          open.add(new Node(next, node, cost, cost + rest(next, to), --order));
        }
      }
    }
    return null;
  }

  /** How long a step to a neighbouring cell takes at {@code speed} milliseconds a straight one. */
  static long stepNanos(Cell from, Cell to, int speed) {
    long straight = speed * NANOS_PER_MILLI;
    return diagonal(from, to) ? straight * DIAGONAL / STRAIGHT : straight;
  }

  static boolean diagonal(Cell from, Cell to) {
    return from.x() != to.x() && from.y() != to.y();
  }

  /** The direction (0 north, counter-clockwise) of a step to a neighbouring cell. */
  static int direction(Cell from, Cell to) {
    int dx = Integer.signum(to.x() - from.x());
    int dy = Integer.signum(to.y() - from.y());
    if (dy > 0) {
      return dx == 0 ? 0 : dx < 0 ? 1 : 7;
    }
    if (dy < 0) {
      return dx == 0 ? 4 : dx < 0 ? 3 : 5;
    }
    return dx < 0 ? 2 : 6;
  }

  private static boolean passable(MapSpec map, Cell at, int dx, int dy) {
    return map.walkable(at.x() + dx, at.y() + dy)
        && map.walkable(at.x() + dx, at.y())
        && map.walkable(at.x(), at.y() + dy);
  }

  private static int rest(Cell from, Cell to) {
    return STRAIGHT * (Math.abs(from.x() - to.x()) + Math.abs(from.y() - to.y()));
  }

  private static List<Cell> cells(Node last) {
    List<Cell> cells = new ArrayList<>();
    for (Node node = last; node.parent() != null; node = node.parent()) {
      cells.add(node.cell());
    }
    Collections.reverse(cells);
    return cells;
  }
}
