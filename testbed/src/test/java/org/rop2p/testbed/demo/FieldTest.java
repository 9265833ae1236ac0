package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.DemoWorld;
import org.rop2p.testbed.server.DefaultWorld;

class FieldTest {
  private static final int ALICE = 2_000_000;
  private static final Cell CENTRE = new Cell(100, 100);
  private static final Cell STATUE = new Cell(99, 102);

  @ParameterizedTest(name = "side {0}, at {1},{2}")
  @CsvSource({
    "40, 100, 100",
    "40,  80, 120",
    "8,  100, 100",
    "4,  101,  99",
    "8,  130, 100", // outside, as after a respawn
  })
  void clicksStayInTheSquareAndNearThePlayer(int side, int x, int y) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Field field = new Field(CENTRE, side, STATUE);
    Cell here = new Cell(x, y);
    for (int i = 0; i < 2_000; i++) {
      Cell to = field.click(here, random);
      String story = "seed " + seed + ": " + to;
      assertTrue(CENTRE.distance(to) <= side / 2, story);
      assertTrue(here.distance(to) <= Field.CLICK_CELLS || CENTRE.distance(here) > side / 2, story);
      assertNotEquals(STATUE, to, story);
    }
  }

  /** The door reaches one cell around itself. */
  @ParameterizedTest(name = "side {0}: {1}")
  @CsvSource({DemoOptions.MAX_FIELD + ", false", DemoOptions.MAX_FIELD + 1 + ", true"})
  void inTheLargestSquareNobodyClicksOnADoor(int side, boolean clicked) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Field field = new Field(DemoWorld.CENTRE.cell(), side, DemoWorld.HERALD);
    Cell door = DefaultWorld.TOWN_DOOR.cell();
    Cell besides = new Cell(door.x(), door.y() + 2);
    boolean reached = false;
    for (int i = 0; i < 20_000 && !reached; i++) { // one in 150 of a square with the door's edge
      reached = door.distance(field.click(besides, random)) <= 1;
    }
    assertEquals(clicked, reached, "seed " + seed);
  }

  @Test
  void aLongWayIsWalkedClickByClick() {
    assertEquals(new Cell(114, 90), Field.towards(CENTRE, new Cell(140, 90)));
    assertEquals(new Cell(103, 90), Field.towards(CENTRE, new Cell(103, 90)));
  }

  @ParameterizedTest(name = "{0} ms: {1},{2}")
  @CsvSource({
    "0,     100, 100",
    "149,   100, 100",
    "210,   101, 101",
    "630,   103, 103",
    "780,   104, 103",
    "10000, 106, 103",
  })
  void aPlayerKnowsWhereItIs(int millis, int x, int y) {
    OwnPlace place = new OwnPlace(ALICE);
    assertEquals(Optional.empty(), place.at(0));
    place.shows(new ScreenEvent.OwnWalk(0, CENTRE, new Cell(106, 103), 0));
    assertEquals(Optional.of(new Cell(x, y)), place.at(millis * 1_000_000L));
  }

  @Test
  void mapsAndStopsPutAPlayerSomewhere() {
    OwnPlace place = new OwnPlace(ALICE);
    place.shows(new ScreenEvent.MapShown(0, "prontera", CENTRE));
    assertEquals(Optional.of(CENTRE), place.at(1));
    place.shows(new ScreenEvent.PositionFix(0, ALICE + 1, STATUE));
    assertEquals(Optional.of(CENTRE), place.at(1), "somebody else's");
    place.shows(new ScreenEvent.PositionFix(0, ALICE, STATUE));
    assertEquals(Optional.of(STATUE), place.at(1));
    place.shows(new ScreenEvent.MapLoading(0, "prt_in"));
    assertEquals(Optional.empty(), place.at(1));
  }
}
