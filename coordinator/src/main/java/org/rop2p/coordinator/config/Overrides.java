package org.rop2p.coordinator.config;

import java.net.URI;
import java.util.Optional;

/** What the command line says; it wins over the file. */
public record Overrides(
    Optional<String> host,
    Optional<Integer> port,
    Optional<AuthMode> authMode,
    Optional<URI> rathenaWebUrl) {

  /** The file decides everything. */
  public static final Overrides NONE =
      new Overrides(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
