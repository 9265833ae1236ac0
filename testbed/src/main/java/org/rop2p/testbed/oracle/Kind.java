package org.rop2p.testbed.oracle;

import java.util.Locale;

/** What players do that others see, and how far it is seen. */
public enum Kind {
  CHAT(9),
  EMOTE(14),
  MOVEMENT(14);

  private final int range;

  Kind(int range) {
    this.range = range;
  }

  /** Cells within which the server tells others. */
  public int range() {
    return range;
  }

  /** The name in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
