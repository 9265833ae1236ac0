package org.rop2p.testbed.natlab;

import java.util.OptionalInt;

/**
 * What an attempt to link two hosts came to.
 *
 * @param setupMillis from the start of the link until both ends had it; empty without a link
 * @param lost of the messages both ways
 * @param doubled messages that came again
 */
public record Attempt(
    Outcome path, OptionalInt setupMillis, int lost, int doubled, Outcome expected) {
  static Attempt noLink(Outcome expected) {
    return new Attempt(Outcome.NONE, OptionalInt.empty(), 0, 0, expected);
  }

  /** Whether it did what the table of expectations says, and every message came once. */
  public boolean ok() {
    return path == expected && lost == 0 && doubled == 0;
  }
}
