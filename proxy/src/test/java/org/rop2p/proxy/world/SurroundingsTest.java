package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.ServerPackets;

/** What Bob's walk may meet besides players. */
class SurroundingsTest {
  private static final int FIRST_NPC = 110_000_000;
  private static final String PORING = "EA03";
  private static final String WARP = "2D00";
  private static final String KAFRA = "7200";

  private static String entry(String date, int unit, String type, String job) {
    return date.startsWith("2021")
        ? "FF09 6C00 %s %s 00000000 9600 00*8 %s 00*38 258640 0505 00 00*39"
            .formatted(type, ServerPackets.u32(unit), job)
        : "F907 3F00 %s %s 9600 00*8 %s 00*32 258640 0505 00 00*4"
            .formatted(type, ServerPackets.u32(unit), job);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void monstersComeAndGoAndDie(String date) {
    BobsWorld bobs = new BobsWorld(date);
    Surroundings around = bobs.view().surroundings();
    bobs.hear(entry(date, FIRST_NPC, "05", PORING), 0);
    bobs.hear(entry(date, FIRST_NPC, "05", PORING), 5);
    bobs.hear(entry(date, FIRST_NPC + 1, "05", PORING), 10);
    bobs.hear(entry(date, FIRST_NPC + 2, "06", KAFRA), 10);
    assertEquals(2, around.monsters());
    assertTrue(bobs.view().players().isEmpty());
    bobs.hear("8000" + ServerPackets.u32(FIRST_NPC) + "01", 20);
    assertEquals(1, around.monsters(), "a dead monster leaves the screen");
    bobs.hear("8000" + ServerPackets.u32(FIRST_NPC) + "00", 20);
    assertEquals(1, around.monsters());
    bobs.hear("8000" + ServerPackets.u32(FIRST_NPC + 1) + "00", 20);
    assertEquals(0, around.monsters());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void warpsAreKnownByTheirCells(String date) {
    BobsWorld bobs = new BobsWorld(date);
    Surroundings around = bobs.view().surroundings();
    bobs.hear(entry(date, FIRST_NPC, "06", WARP), 0);
    bobs.hear(entry(date, FIRST_NPC + 1, "06", KAFRA), 0);
    assertEquals(List.of(new Cell(150, 100)), around.warps());
    assertEquals(0, around.monsters());
    bobs.hear("8000" + ServerPackets.u32(FIRST_NPC) + "00", 10);
    assertEquals(List.of(), around.warps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20100730:re"})
  void skillsOnCells(String date) {
    BobsWorld bobs = new BobsWorld(date);
    Surroundings around = bobs.view().surroundings();
    bobs.hear(
        date.startsWith("2021")
            ? "CA09 1700 10000000 82841E00 9600 6400 00*7"
            : "1F01 10000000 82841E00 9600 6400 7E 01",
        0);
    assertEquals(List.of(new Cell(150, 100)), List.copyOf(around.skillUnits()));
    bobs.hear("2001 11000000", 10);
    assertEquals(1, around.skillUnits().size());
    bobs.hear("2001 10000000", 20);
    assertTrue(around.skillUnits().isEmpty());
  }

  @Test
  void anotherMapForgetsThem() {
    BobsWorld bobs = new BobsWorld("20211103:re");
    Surroundings around = bobs.view().surroundings();
    bobs.hear(entry("2021", FIRST_NPC, "05", PORING), 0);
    bobs.hear(entry("2021", FIRST_NPC + 1, "06", WARP), 0);
    bobs.hear("CA09 1700 10000000 82841E00 9600 6400 00*7", 0);
    bobs.hear("9100 'prontera.gat' 00*4 7800 4600", 10);
    assertEquals(0, around.monsters());
    assertEquals(List.of(), around.warps());
    assertTrue(around.skillUnits().isEmpty());
  }

  @Test
  void theyAreBoundedAndWhatIsLeftOutIsTold() {
    BobsWorld bobs = new BobsWorld("20211103:re");
    Surroundings around = bobs.view().surroundings();
    for (int i = 0; i < Surroundings.MAX; i++) {
      bobs.hear(entry("2021", FIRST_NPC + i, "05", PORING), 0);
    }
    assertFalse(around.leftOut());
    bobs.hear(entry("2021", FIRST_NPC + 5_000, "05", PORING), 0);
    assertEquals(Surroundings.MAX, around.monsters());
    assertTrue(around.leftOut());
    bobs.hear("9100 'prontera.gat' 00*4 7800 4600", 10);
    assertFalse(around.leftOut());
    for (int i = 0; i <= Surroundings.MAX; i++) {
      bobs.hear("CA09 1700" + ServerPackets.u32(i) + "82841E00 9600 6400 00*7", 20);
    }
    assertEquals(Surroundings.MAX, around.skillUnits().size());
    assertTrue(around.leftOut());
  }
}
