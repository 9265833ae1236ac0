package org.rop2p.proxy.doctor;

import java.util.Locale;

/** How one thing looks. */
public enum Status {
  OK,
  /** It works, with limits. */
  WARN,
  /** It does not work. */
  FAIL,
  /** There was nothing to look at, or no way to. */
  SKIPPED;

  /** As in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
