package org.rop2p.proxy.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of the player's program, as its starters name it: {@code -Dro-p2p.home=FOLDER}. Paths
 * in the configuration are seen from there.
 */
public final class Home {
  private static final String PROPERTY = "ro-p2p.home";

  private Home() {}

  /** The folder, or the working directory where none was named. */
  public static Path folder() {
    return Path.of(System.getProperty(PROPERTY, ""));
  }

  /** {@code conf/p2p_config.json} in a folder, whether it is there or not. */
  public static Path configFile(Path home) {
    return home.resolve("conf").resolve("p2p_config.json");
  }

  /** The configuration that is read though nobody names it: that of a home that was named. */
  public static Optional<Path> foundConfigFile() {
    return System.getProperty(PROPERTY) == null
        ? Optional.empty()
        : Optional.of(configFile(folder())).filter(Files::exists);
  }
}
