package org.rop2p.testbed.oracle;

import java.time.Duration;
import java.util.Locale;

/** What players do that others see, and how far it is seen. */
public enum Kind {
  CHAT(9, Duration.ofSeconds(5)),
  EMOTE(14, Duration.ofSeconds(5)),
  MOVEMENT(14, Duration.ofSeconds(1));

  private final int range;
  private final Duration patience;

  Kind(int range, Duration patience) {
    this.range = range;
    this.patience = patience;
  }

  /** Cells within which the server tells others. */
  public int range() {
    return range;
  }

  /** How long after the server's acceptance a display still counts for it. */
  Duration patience() {
    return patience;
  }

  /** The name in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
