package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;

/** Ann, who by the server's word stands at 100,100 and walks a cell in 150 ms. */
class WalkCheckTest {
  private static final int SPEED = 150;

  @Test
  void whatCanBeTrueIsNotRefused() {
    assertEquals(Optional.empty(), refuse(ann(false, false, false, false), 110, 95, false));
  }

  @ParameterizedTest(name = "ailing {0}, unseen {1}, sitting {2}, dead {3}")
  @CsvSource({
    "true, false, false, false",
    "false, true, false, false",
    "false, false, true, false",
    "false, false, false, true"
  })
  void whoCannotWalkDoesNot(boolean ailing, boolean unseen, boolean sitting, boolean dead) {
    assertEquals(
        Optional.of("cannot_walk"), refuse(ann(ailing, unseen, sitting, dead), 110, 95, false));
  }

  @ParameterizedTest(name = "to {0} seen from {1}: {2}")
  @CsvSource({
    "119, 100, ''", // 17 and the two she may have walked meanwhile
    "120, 100, too_far",
    "81, 100, ''",
    "80, 100, too_far",
    "110, 114, ''",
    "110, 115, out_of_range"
  })
  void distances(int to, int here, String refusal) {
    assertEquals(refusal, refuse(ann(false, false, false, false), to, here, false).orElse(""));
  }

  @Test
  void onFightingMapsNobodyIsBelieved() {
    assertEquals(
        Optional.of("fighting_map"), refuse(ann(false, false, false, false), 110, 95, true));
  }

  private static Optional<String> refuse(
      WalkCheck.Author author, int to, int here, boolean fighting) {
    return WalkCheck.refuse(author, new Cell(to, 100), new Cell(here, 100), fighting, 300, 0);
  }

  private static WalkCheck.Author ann(
      boolean ailing, boolean unseen, boolean sitting, boolean dead) {
    Motion standing = Motion.standing(new Cell(100, 100), SPEED);
    return new WalkCheck.Author(standing, SPEED, ailing, unseen, sitting, dead);
  }
}
