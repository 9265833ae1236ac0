package org.rop2p.coordinator.config;

import java.nio.file.Path;
import java.util.Optional;

/** What is logged, and where besides the console. */
public record LoggingConfig(Level level, Optional<Path> file) {
  /** From the most talkative. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** Sessions and players come and go on the console. */
  public static final LoggingConfig DEFAULT = new LoggingConfig(Level.INFO, Optional.empty());
}
