package org.rop2p.testbed.natlab;

import java.util.Locale;

/** What two hosts have come to. */
public enum Outcome {
  DIRECT,
  RELAY,
  /** No link within the setup timeout. */
  NONE;

  /** The word of the report; of links, the one that {@code LinkPath} has, too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  static Outcome ofLabel(String label) {
    for (Outcome outcome : values()) {
      if (outcome.label().equals(label)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("'" + label + "' is no outcome of a link");
  }
}
