package org.rop2p.proxy.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.ProxyStartException;
import org.slf4j.LoggerFactory;

/** Sets up logging: console and file, lines of the form {@code [info] message}. */
public final class Logging {
  /** Nobody waits longer for last words to be written. */
  private static final long FINISH_MILLIS = 1_000;

  private static volatile LogTail tail;

  private Logging() {}

  /** The last lines with their time of day, oldest first; none before {@link #configure}. */
  public static List<String> tail() {
    LogTail kept = tail;
    return kept == null ? List.of() : kept.lines();
  }

  /**
   * Replaces the set-up of the whole process.
   *
   * @throws ProxyStartException when the log file cannot be written
   */
  public static void configure(ConfigFile.LogSettings settings) {
    LoggerContext context = context();
    finish();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context.getLogger("org.rop2p").setLevel(Level.toLevel(settings.level()));
    boolean traces = !Level.toLevel(settings.level()).isGreaterOrEqual(Level.INFO);
    LogTail kept = new LogTail(ZoneId.systemDefault());
    kept.setContext(context);
    kept.start();
    root.addAppender(kept);
    tail = kept;
    if (settings.console() || settings.file() == null) {
      root.addAppender(start(context, "console", traces, Logging::toConsole));
    }
    if (settings.file() != null) {
      root.addAppender(start(context, "file", traces, file(settings.file())));
    }
  }

  /** No line of the whole process is logged: what is printed is for programs or for one reading. */
  public static void silence() {
    finish();
    context().reset();
    context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
  }

  /** Waits, but not long, until all lines are written; what is logged afterwards is lost. */
  public static void finish() {
    List<BackgroundAppender> appenders = new ArrayList<>();
    Iterator<Appender<ILoggingEvent>> all =
        context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
    all.forEachRemaining(
        appender -> {
          if (appender instanceof BackgroundAppender ours) {
            appenders.add(ours);
          }
        });
    appenders.forEach(appender -> appender.finish(FINISH_MILLIS));
  }

  /** Logs what became of the configuration. */
  public static void info(String sentence) {
    LoggerFactory.getLogger("org.rop2p.config").info(sentence);
  }

  /** Logs a warning of the configuration itself. */
  public static void warn(String sentence) {
    LoggerFactory.getLogger("org.rop2p.config").warn(sentence);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static void toConsole(String lines) {
    System.out.print(lines);
    System.out.flush();
  }

  private static LineSink file(String name) {
    try {
      Path file = Home.folder().resolve(name).toAbsolutePath();
      Files.createDirectories(file.getParent());
      return new RollingFile(file, RollingFile.MAX_BYTES);
    } catch (IOException | InvalidPathException e) {
      throw new ProxyStartException(
          "the log file %s cannot be written: check logging.file and the folder's rights"
              .formatted(name),
          e);
    }
  }

  private static BackgroundAppender start(
      LoggerContext context, String name, boolean traces, LineSink sink) {
    LineLayout layout = new LineLayout(traces);
    layout.setContext(context);
    layout.start();
    BackgroundAppender appender = new BackgroundAppender(name, layout, sink);
    appender.setContext(context);
    appender.start();
    return appender;
  }
}
