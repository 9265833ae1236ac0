package org.rop2p.coordinator.config;

import java.util.List;

/**
 * The configuration cannot be used; each problem is one sentence with file, key, value and remedy.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All of them, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
