package org.rop2p.proxy.peer.link;

/** What a proxy can do wrong on a link, and how much it tells of its honesty. */
public enum Offence {
  /** The coordinator may have told only one side so far, or its connection to one is broken. */
  NOT_ATTESTED(1),
  UNKNOWN_RECIPIENT(1),
  /** One each of thousands a second. */
  OVER_RATE(1),
  /** A message failed a check of the game's meaning. */
  FAILED_CHECK(20),
  BAD_SIGNAL(20),
  TOO_LARGE(50),
  MALFORMED(50),
  SEAL_BROKEN(50),
  /** A link that ended by its hello or its framing, or where a broken seal has broken the order. */
  BAD_FRAMING(50);

  private final int points;

  Offence(int points) {
    this.points = points;
  }

  int points() {
    return points;
  }

  /** As counted. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
