package org.rop2p.proxy.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever logs goes on, whatever the console or the disk does. */
@Timeout(60)
class BackgroundAppenderTest {
  private static final int PATIENCE_SECONDS = 10;

  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("test");
  private final Semaphore taken = new Semaphore(0);
  private final Semaphore flowing = new Semaphore(0);
  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  private final BackgroundAppender appender =
      new BackgroundAppender("console", layout(), this::take);

  private void take(String lines) throws IOException {
    taken.release();
    flowing.acquireUninterruptibly();
    flowing.release();
    if (full) {
      refused.add(lines.strip());
      throw new IOException("No space left on device");
    }
    written.add(lines.strip());
  }

  private LineLayout layout() {
    LineLayout layout = new LineLayout(false);
    layout.setContext(context);
    layout.start();
    return layout;
  }

  private void start() {
    appender.setContext(context);
    appender.start();
    log.setLevel(Level.INFO);
    log.addAppender(appender);
  }

  @AfterEach
  void end() {
    flowing.release();
    appender.finish(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  @Test
  void aConsoleThatNobodyReadsCostsLinesAndTellsHowManyOnce() throws InterruptedException {
    start();
    log.info("first");
    assertTrue(taken.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "it is being written");
    int more = BackgroundAppender.QUEUED_LINES + 77;
    for (int i = 0; i < more; i++) {
      log.info("line {}", i); // would never return if it waited for the console
    }
    assertFalse(appender.finish(1), "the console still does not take them");
    flowing.release();
    assertTrue(appender.finish(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));

    assertEquals("[info] first", written.poll());
    assertEquals(
        "[warn] 77 log lines are missing here: the console did not take them", written.poll());
    assertEquals("[info] line 0", written.poll());
    assertEquals(BackgroundAppender.QUEUED_LINES - 1, written.size());
    assertTrue(written.stream().noneMatch(line -> line.contains("missing")), "told once");
  }

  @Test
  void aFullDiskCostsLinesAndTellsHowManyWhenThereIsRoomAgain() throws InterruptedException {
    flowing.release();
    full = true;
    start();
    log.info("one");
    log.info("two");
    taken.acquire(2);
    while (refused.size() < 2) {
      Thread.onSpinWait();
    }
    full = false;
    log.info("three");

    assertEquals("[info] three", written.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(
        "[warn] 2 log lines are missing here: the console did not take them",
        written.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void lastWordsAreWritten() {
    flowing.release();
    start();
    log.info("bye");
    assertTrue(appender.finish(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
    assertEquals(List.of("[info] bye"), List.copyOf(written));
  }
}
