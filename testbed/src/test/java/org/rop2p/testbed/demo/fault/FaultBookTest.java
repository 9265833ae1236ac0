package org.rop2p.testbed.demo.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FaultBookTest {
  @Test
  void whatWasNeverDoneIsAFailureAndSaidOnce() {
    FaultBook book = new FaultBook();
    for (Fault fault : Fault.values()) {
      if (fault != Fault.DIED && fault != Fault.MUTED) {
        book.done(fault);
      }
    }
    book.done(Fault.LINK_CUT);
    book.failed(Fault.MUTED, "Bob is not on a map");
    book.close();
    assertEquals(2, book.counts().get(Fault.LINK_CUT));
    assertEquals(0, book.counts().get(Fault.DIED));
    assertEquals(2, book.failures().size());
    assertTrue(book.failures().contains("the fault muted could not be done: Bob is not on a map"));
  }
}
