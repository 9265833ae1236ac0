package org.rop2p.proxy.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.LoggerFactory;

/** Sets up logging: console and file, lines of the form {@code [info] message}. */
public final class Logging {
  private Logging() {}

  /**
   * Replaces the set-up of the whole process.
   *
   * @throws ProxyStartException when the log file cannot be written
   */
  public static void configure(ConfigFile.LogSettings settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context.getLogger("org.rop2p").setLevel(Level.toLevel(settings.level()));
    boolean traces = !Level.toLevel(settings.level()).isGreaterOrEqual(Level.INFO);
    if (settings.console() || settings.file() == null) {
      root.addAppender(start(context, new ConsoleAppender<>(), traces));
    }
    if (settings.file() != null) {
      FileAppender<ILoggingEvent> file = new FileAppender<>();
      file.setFile(settings.file());
      root.addAppender(start(context, file, traces));
      if (!file.isStarted()) {
        throw new ProxyStartException(
            "the log file %s cannot be written: check logging.file and the folder's rights"
                .formatted(settings.file()));
      }
    }
  }

  /** Logs a warning of the configuration itself. */
  public static void warn(String sentence) {
    LoggerFactory.getLogger("org.rop2p.config").warn(sentence);
  }

  private static Appender<ILoggingEvent> start(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, boolean traces) {
    LineLayout layout = new LineLayout(traces);
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
