package org.rop2p.testbed.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What proxies of this process warn people of, as their terminals show it. */
public final class SaidLines implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Logger logger = (Logger) LoggerFactory.getLogger("org.rop2p");
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> listening =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            lines.add(event.getFormattedMessage());
          }
        }
      };

  /** Listens from now on. */
  public SaidLines() {
    listening.setContext(logger.getLoggerContext());
    listening.start();
    logger.addAppender(listening);
  }

  /** Waits until that line is said, word by word. */
  public void await(String line) throws InterruptedException {
    List<String> others = new ArrayList<>();
    String next;
    do {
      next = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      others.add(next);
    } while (next != null && !next.equals(line));
    assertTrue(next != null, () -> "not said: " + line + ", but " + others);
  }

  @Override
  public void close() {
    logger.detachAppender(listening);
    listening.stop();
  }
}
