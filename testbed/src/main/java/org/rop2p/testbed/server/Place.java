package org.rop2p.testbed.server;

import org.rop2p.codec.view.Cell;

/** A cell of a map; the map's name is without {@code .gat}. */
public record Place(String map, Cell cell) {
  public static Place of(String map, int x, int y) {
    return new Place(map, new Cell(x, y));
  }

  @Override
  public String toString() {
    return map + " " + cell;
  }
}
