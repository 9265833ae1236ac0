package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that anybody in this process logs meanwhile, down to DEBUG. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final String BEGUN = "The capture begins";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Queue<String> levels = new ConcurrentLinkedQueue<>();

  LogCapture() {
    // Nobody wants to read it.
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    setContext(root.getLoggerContext());
    start();
    root.addAppender(this);
    root.setLevel(Level.DEBUG);
    LoggerFactory.getLogger(LogCapture.class).debug(BEGUN);
  }

  /**
   * Somebody has logged it.
   *
   * @param line as in the log file, from the level on
   */
  void assertSays(String line) {
    assertTrue(levels.contains(line), () -> line + " is not in " + levels);
  }

  /** Somebody has logged it, as {@link #assertSays} has it, and nobody again. */
  void assertSaysOnce(String line) {
    assertEquals(1, levels.stream().filter(line::equals).count(), () -> line + " in " + levels);
  }

  /** None of these texts is in any line. */
  void assertSaysNothingOf(String... secrets) {
    assertTrue(lines.contains(BEGUN), "it hears nothing");
    for (String secret : secrets) {
      assertTrue(secret.length() >= 8, "too short to be found");
      for (String line : lines) {
        assertFalse(line.contains(secret), line);
      }
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
    levels.add("[" + event.getLevel() + "] " + event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(this);
    others.forEach(root::addAppender);
  }
}
