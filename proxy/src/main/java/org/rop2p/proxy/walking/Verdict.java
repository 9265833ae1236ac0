package org.rop2p.proxy.walking;

import java.util.List;

/**
 * What becomes of a server's frame about another player's unit.
 *
 * @param pass whether the client gets it
 * @param instead what the client gets in its place, nothing when it passes or is known already
 */
public record Verdict(boolean pass, List<UnitFrame> instead) {
  static final Verdict PASS = new Verdict(true, List.of());
  static final Verdict SWALLOW = new Verdict(false, List.of());

  public Verdict {
    instead = List.copyOf(instead);
  }

  static Verdict replace(UnitFrame frame) {
    return new Verdict(false, List.of(frame));
  }
}
