package org.rop2p.testbed.natlab;

import java.util.Locale;

/** Each kind is there twice. */
public enum Side {
  LEFT,
  RIGHT;

  /** The word in names of namespaces and in the report. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Side other() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
