package org.rop2p.coordinator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.rop2p.coordinator.config.LoggingConfig;
import org.slf4j.LoggerFactory;

/**
 * Sets up logback for the program; an embedding program keeps its own. Whoever logs never waits for
 * a console or a disk: lines go through a {@link LogQueue}.
 */
final class Logging {
  /** Whoever reads a console, or journald, has the time already. */
  private static final String CONSOLE = "[%level] %msg%n";

  private static final String FILE = "%d{yyyy-MM-dd HH:mm:ss.SSS} [%level] %msg%n";

  /** Opens in an editor. */
  private static final FileSize ONE_FILE = new FileSize(20 * FileSize.MB_COEFFICIENT);

  /** No log fills a disk. */
  private static final FileSize ALL_FILES = new FileSize(FileSize.GB_COEFFICIENT);

  private static final int DAYS = 30;

  private Logging() {}

  static void configure(LoggingConfig config) {
    configure(config, ONE_FILE);
  }

  /** As {@link #configure(LoggingConfig)}, with another size at which the file rolls. */
  static void configure(LoggingConfig config, FileSize oneFile) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context
        .getLogger(Logging.class.getPackageName())
        .setLevel(Level.valueOf(config.level().name()));
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    root.addAppender(queued(context, started(context, console, CONSOLE)));
    config
        .file()
        .ifPresent(
            path ->
                root.addAppender(
                    queued(context, started(context, rolling(context, path, oneFile), FILE))));
  }

  /** Writes what waits and stops. */
  static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static RollingFileAppender<ILoggingEvent> rolling(
      LoggerContext context, Path path, FileSize oneFile) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(file);
    policy.setFileNamePattern(path + ".%d{yyyy-MM-dd}.%i.gz");
    policy.setMaxFileSize(oneFile);
    policy.setMaxHistory(DAYS);
    policy.setTotalSizeCap(ALL_FILES);
    policy.start();
    file.setRollingPolicy(policy);
    return file;
  }

  private static LogQueue queued(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
    LogQueue queue = new LogQueue();
    queue.setContext(context);
    queue.addAppender(appender);
    queue.start();
    return queue;
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
