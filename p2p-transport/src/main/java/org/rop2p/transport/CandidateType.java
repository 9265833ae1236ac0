package org.rop2p.transport;

import java.util.Locale;

/** How a candidate's address was found (RFC 8445 section 5.1.1), with its type preference. */
public enum CandidateType {
  HOST(126),
  PRFLX(110),
  SRFLX(100),
  RELAY(0);

  private final int preference;

  CandidateType(int preference) {
    this.preference = preference;
  }

  /** The type preference RFC 8445 section 5.1.2.2 recommends, 0 to 126. */
  public int preference() {
    return preference;
  }

  /** The word of RFC 8839: {@code host}, {@code srflx}, {@code prflx} or {@code relay}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CandidateType ofWord(String word) {
    for (CandidateType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("Unknown ICE candidate type");
  }
}
