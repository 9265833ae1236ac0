package org.rop2p.proxy.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Keeps the last lines for the page. Thread-safe; whoever logs never waits for a reader long. */
final class LogTail extends UnsynchronizedAppenderBase<ILoggingEvent> {
  /** As many as somebody scrolls through. */
  static final int LINES = 200;

  /** A line longer than this is cut: a tail is no archive. */
  private static final int MAX_LENGTH = 500;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ZoneId zone;
  private final Deque<String> lines = new ArrayDeque<>();

  LogTail(ZoneId zone) {
    this.zone = zone;
    setName("tail");
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line =
        "%s %s %s"
            .formatted(
                TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone)),
                event.getLevel().toString().toLowerCase(Locale.ROOT),
                event.getFormattedMessage());
    synchronized (lines) {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.addLast(line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line);
    }
  }

  /** Oldest first. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
