package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;

/** Players 1 and 2 of one proxy. */
class ReportsTest {
  private final Reports reports =
      new Reports((inView, linked) -> Map.of("view", (long) inView, "linked", (long) linked));

  @Test
  void whoHasBeenHereForLongestTellsForAll() {
    assertEquals(
        Optional.of(stats(5, 2)), reports.due(1, 5, 2, 0), "what all else is compared with");
    assertEquals(Optional.empty(), reports.due(2, 3, 3, 5_000));
    assertEquals(Optional.empty(), reports.due(2, 3, 3, 10_000), "it is not for him to tell");
    assertEquals(Optional.of(stats(8, 5)), reports.due(1, 5, 2, 10_000));
    assertEquals(Optional.empty(), reports.due(1, 5, 2, 19_999));
    assertTrue(reports.due(1, 5, 2, 20_000).isPresent());
  }

  @Test
  void whenHeHasLeftTheNextOneDoes() {
    reports.due(1, 5, 2, 0);
    reports.due(2, 3, 3, 0);
    reports.left(1);
    assertEquals(Optional.of(stats(3, 3)), reports.due(2, 3, 3, 10_000));
    reports.left(2);
    reports.left(2);
    assertEquals(Optional.empty(), reports.due(1, 1, 1, 15_000), "ten seconds from the last");
  }

  private static ClientMessage.Stats stats(long view, long linked) {
    return new ClientMessage.Stats(Map.of("view", view, "linked", linked));
  }
}
