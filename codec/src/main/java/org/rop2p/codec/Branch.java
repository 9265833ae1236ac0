package org.rop2p.codec;

import java.util.Locale;

/** The client branches whose packet tables differ. */
public enum Branch {
  MAIN,
  RE,
  ZERO;

  /** The lower-case name used in {@code --packetver} and in resource names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The branch of a lower-case name. */
  static Branch ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /**
   * The branch rAthena itself builds for a client date when nothing is forced: RE for 20151105 to
   * 20180703 and 20200902 to 20211118, else main.
   */
  static Branch byRathenaRule(int date) {
    boolean re = (date >= 20151105 && date <= 20180703) || (date >= 20200902 && date <= 20211118);
    return re ? RE : MAIN;
  }
}
