package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogQueueTest {
  @Test
  void aStuckDiskCostsLinesThatAreCountedAndNeverTime() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    List<String> written = Collections.synchronizedList(new ArrayList<>());
    AppenderBase<ILoggingEvent> disk =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            reached.countDown();
            try {
              stuck.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            written.add(event.getFormattedMessage());
          }
        };
    disk.setContext(context);
    disk.start();
    LogQueue queue = new LogQueue();
    queue.setContext(context);
    queue.addAppender(disk);
    queue.start();
    queue.doAppend(line(context, "first"));
    assertTrue(
        reached.await(
            20,
            TimeUnit.SECONDS)); // The writer is stuck with the first; nothing else takes from the
    // queue.
    int more = LogQueue.LINES + 100;
    long before = LogQueue.dropped();
    for (int i = 0; i < more; i++) {
      queue.doAppend(line(context, "line"));
    }
    long dropped = LogQueue.dropped() - before;
    stuck.countDown();
    queue.stop();
    assertEquals(1 + more, written.size() + dropped);
  }

  private static ILoggingEvent line(LoggerContext context, String text) {
    return new LoggingEvent("", context.getLogger("test"), Level.INFO, text, null, null);
  }
}
