package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  private void received(int number, long millis) {
    tally.received(number, TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private Tally.Counted counted(long millis) {
    return tally.counted(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void nothingCameIsNeitherAGapNorQuiet() {
    tally.sent();
    assertEquals(new Tally.Counted(1, 0, 0, 0, 0), counted(5_000));
  }

  @Test
  void theLongestGapLiesBetweenTwoMessagesAndQuietIsSinceTheLast() {
    received(0, 1_000);
    received(1, 1_050);
    received(3, 1_450);
    received(4, 1_500);
    assertEquals(new Tally.Counted(0, 4, 0, 400, 700), counted(2_200));
  }

  @Test
  void aNumberThatComesAgainIsDoubledAndNotReceived() {
    received(0, 10);
    received(1, 20);
    received(0, 30);
    received(0, 40);
    assertEquals(new Tally.Counted(0, 2, 2, 10, 0), counted(40));
  }

  @Test
  void aTallyIsReadAsItWasSaid() {
    Tally.Counted counted = new Tally.Counted(1, 2, 3, 4, 5);
    assertEquals(counted, Tally.Counted.of(Line.parse(counted.line(9).text())));
  }
}
