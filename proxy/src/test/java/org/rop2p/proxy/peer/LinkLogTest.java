package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.logging.LineBudget;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.slf4j.LoggerFactory;

class LinkLogTest {
  @Test
  void whoLinksAndUnlinksAllDayFillsNoLog() {
    Logger logger = (Logger) LoggerFactory.getLogger(PeerPlane.class);
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      LinkLog log = new LinkLog(new LineBudget(10, () -> 0));
      for (int i = 0; i < 1_000; i++) {
        log.up("0123456789abcdef", new LinkUp(LinkPath.DIRECT, 42));
        log.down("0123456789abcdef", LinkDown.CLOSED);
      }
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    assertEquals(10, lines.list.size());
    assertEquals(
        "Link to 01234567 up after 42 ms, direct", lines.list.get(0).getFormattedMessage());
    assertEquals("Link to 01234567 down: CLOSED", lines.list.get(1).getFormattedMessage());
  }
}
