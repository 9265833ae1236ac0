package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;

/** Paths as rAthena finds them. */
final class PathFinderTest {
  private static final MapSpec OPEN = new MapSpec("open", 50, 50, 0, Set.of());

  /** A wall from 5,0 up to 5,9. */
  private static final MapSpec WALL =
      new MapSpec(
          "wall",
          50,
          50,
          0,
          IntStream.range(0, 10).mapToObj(y -> new Cell(5, y)).collect(Collectors.toSet()));

  private static List<Cell> path(MapSpec map, int x0, int y0, int x1, int y1) {
    return PathFinder.path(map, new Cell(x0, y0), new Cell(x1, y1));
  }

  @Test
  void openGroundIsCrossedDiagonallyFirst() {
    assertEquals(
        List.of(new Cell(11, 11), new Cell(12, 12), new Cell(13, 12), new Cell(14, 12)),
        path(OPEN, 10, 10, 14, 12));
    assertEquals(List.of(), path(OPEN, 10, 10, 10, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "10,10, 27,10, 17",
    "10,10, 27,27, 17",
    "10,10, 28,12, 18",
    "10,10, 0,3, 10",
  })
  void onOpenGroundAPathIsAsLongAsTheLargerDistance(int x0, int y0, int x1, int y1, int length) {
    assertEquals(length, path(OPEN, x0, y0, x1, y1).size());
  }

  @Test
  void wallsAreWalkedAroundWithoutCuttingTheirCorners() {
    List<Cell> path = path(WALL, 4, 8, 6, 8);
    assertEquals(
        List.of(
            new Cell(4, 9),
            new Cell(4, 10),
            new Cell(5, 10),
            new Cell(6, 10),
            new Cell(6, 9),
            new Cell(6, 8)),
        path);
  }

  @Test
  void thereIsNoPathIntoAWallOrOffTheMap() {
    assertNull(path(WALL, 4, 8, 5, 8));
    assertNull(path(OPEN, 49, 49, 50, 49));
    MapSpec closed =
        new MapSpec("closed", 3, 3, 0, Set.of(new Cell(1, 0), new Cell(1, 1), new Cell(1, 2)));
    assertNull(path(closed, 0, 0, 2, 2));
  }

  @ParameterizedTest
  @CsvSource({"0,1,0", "-1,1,1", "-1,0,2", "-1,-1,3", "0,-1,4", "1,-1,5", "1,0,6", "1,1,7"})
  void directionsCountCounterClockwiseFromNorth(int dx, int dy, int direction) {
    assertEquals(direction, PathFinder.direction(new Cell(10, 10), new Cell(10 + dx, 10 + dy)));
  }
}
