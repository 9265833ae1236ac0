package org.rop2p.proxy.message;

import java.util.Locale;
import java.util.Optional;

/** What may go to peers at all; every other packet belongs to the server alone. */
public enum Kind {
  CHAT(1),
  EMOTE(2),
  MOVEMENT(3);

  private final int code;

  Kind(int code) {
    this.code = code;
  }

  /** The kind in an envelope. */
  int code() {
    return code;
  }

  /** As it appears in logs and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kind> ofCode(int code) {
    for (Kind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
