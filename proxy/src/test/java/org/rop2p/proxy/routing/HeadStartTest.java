package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HeadStartTest {
  private static final int ANN = 2_000_002;
  private static final int BEA = 2_000_003;

  private final HeadStart headStart = new HeadStart();

  @Test
  void isTheMedianOfTheLatestNinePairs() {
    assertEquals(OptionalInt.empty(), headStart.millis(ANN));
    long now = 1_000;
    for (int early : new int[] {900, 900, 900, 10, 20, 30, 40, 50, 60, 70, 80, 900}) {
      headStart.shown(ANN, "line", now);
      headStart.copied(ANN, "line", now + early);
      now += 10_000;
    }
    assertEquals(OptionalInt.of(50), headStart.millis(ANN));
    assertEquals(OptionalInt.empty(), headStart.millis(BEA));
  }

  @Test
  void ofEqualOnesTheFirstIsMeant() {
    headStart.shown(ANN, "hi", 1_000);
    headStart.shown(ANN, "there", 1_010);
    headStart.shown(ANN, "hi", 1_020);
    headStart.copied(ANN, "hi", 1_100);
    assertEquals(OptionalInt.of(100), headStart.millis(ANN));
    headStart.copied(ANN, "hi", 1_110);
    assertEquals(OptionalInt.of(90), headStart.millis(ANN), "what was between never came");
    headStart.copied(ANN, "there", 1_120);
    headStart.copied(BEA, "hi", 1_120);
    assertEquals(OptionalInt.of(90), headStart.millis(ANN));
  }

  @Test
  void whatComesMuchLaterIsAnotherCopy() {
    headStart.shown(ANN, "hi", 1_000);
    headStart.copied(ANN, "hi", 6_001);
    assertEquals(OptionalInt.empty(), headStart.millis(ANN));
  }

  @Test
  void aFloodIsForgotten() {
    for (int author = 0; author < 2_000; author++) {
      for (int line = 0; line < 20; line++) {
        headStart.shown(author, line, 1_000);
      }
    }
    headStart.copied(0, 19, 1_001);
    assertEquals(OptionalInt.empty(), headStart.millis(0), "the eldest author is gone");
    headStart.copied(1_999, 5, 1_001);
    assertEquals(OptionalInt.empty(), headStart.millis(1_999), "so are old lines");
    headStart.copied(1_999, 12, 1_001);
    assertEquals(OptionalInt.of(1), headStart.millis(1_999));
  }
}
