package org.rop2p.coordinator.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says; it wins over the file.
 *
 * @param logFile instead of {@code logging.file}
 * @param allowUnauthenticated as {@code security.allow_unauthenticated: true}
 */
public record Overrides(
    Optional<String> host,
    Optional<Integer> port,
    Optional<AuthMode> authMode,
    Optional<URI> rathenaWebUrl,
    Optional<Path> logFile,
    boolean allowUnauthenticated) {

  /** The file decides everything. */
  public static final Overrides NONE =
      new Overrides(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
}
