package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.demo.world.LinkSight;

class LinkBookTest {
  private static final LinkSight A_TO_B = new LinkSight("a", "b", false, 100, 4);
  private static final LinkSight B_TO_A = new LinkSight("b", "a", false, 120, -1);
  private static final LinkSight A_TO_C = new LinkSight("a", "c", true, 300, 40);
  private static final LinkSight C_TO_A = new LinkSight("c", "a", true, 300, 40);

  private final LinkBook book = new LinkBook();

  @Test
  void aLinkIsUpWhenBothEndsSaySoAndCountsOnce() {
    assertEquals(List.of(), book.look(List.of(A_TO_B)));
    assertEquals(1, book.look(List.of(A_TO_B, B_TO_A)).size());
    assertEquals(List.of(), book.look(List.of(A_TO_B, B_TO_A)));
    LinkBook.Totals totals = book.totals();
    assertEquals(1, totals.direct());
    assertEquals(0, totals.relay());
  }

  @Test
  void whatWasUpOnceCountsThoughItIsGone() {
    book.look(List.of(A_TO_B, B_TO_A, A_TO_C, C_TO_A));
    assertFalse(book.awaitDropAfter(0, Duration.ZERO));
    List<LinkBook.Change> changes = book.look(List.of(A_TO_B, A_TO_C, C_TO_A));
    assertEquals(1, changes.size());
    assertFalse(changes.get(0).up());
    assertTrue(book.awaitDropAfter(0, Duration.ZERO));
    assertFalse(book.awaitDropAfter(1, Duration.ZERO));
    assertEquals(1, book.drops());
    assertEquals(new LinkBook.Totals(1, 1, 120, 40), book.totals());
  }
}
