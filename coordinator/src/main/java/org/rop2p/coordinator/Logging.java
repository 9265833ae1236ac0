package org.rop2p.coordinator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.file.Path;
import org.rop2p.coordinator.config.LoggingConfig;
import org.slf4j.LoggerFactory;

/** Sets up logback for the program; an embedding program keeps its own. */
final class Logging {
  /** Whoever reads a console, or journald, has the time already. */
  private static final String CONSOLE = "[%level] %msg%n";

  private static final String FILE = "%d{yyyy-MM-dd HH:mm:ss.SSS} [%level] %msg%n";

  private Logging() {}

  static void configure(LoggingConfig config) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context
        .getLogger(Logging.class.getPackageName())
        .setLevel(Level.valueOf(config.level().name()));
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    root.addAppender(started(context, console, CONSOLE));
    config.file().ifPresent(path -> root.addAppender(started(context, file(path), FILE)));
  }

  private static FileAppender<ILoggingEvent> file(Path path) {
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setFile(path.toString());
    return file;
  }

  private static OutputStreamAppender<ILoggingEvent> started(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
