package org.rop2p.testbed.server;

import java.util.Set;
import org.rop2p.codec.view.Cell;

/**
 * A map: an open field but for some blocked cells.
 *
 * @param name without {@code .gat}, at most 11 characters
 * @param width cells, 1..1023; so is {@code height}
 * @param server which map server has it, 0 or 1
 */
public record MapSpec(String name, int width, int height, int server, Set<Cell> blocked) {
  private static final int MAX_SIDE = 1023;
  private static final int MAX_NAME = 11;

  public MapSpec {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a map name has 1 to 11 characters: '" + name + "'");
    }
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException("a map has 1 to 1023 cells a side: " + name);
    }
    if (server < 0 || server > 1) {
      throw new IllegalArgumentException("map server 0 or 1, not " + server);
    }
    blocked = Set.copyOf(blocked);
  }

  boolean walkable(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && !blocked.contains(new Cell(x, y));
  }
}
