package org.rop2p.testbed.natlab;

import java.util.Optional;

/**
 * What one pair came to.
 *
 * @param alone by checks, without a relay
 * @param turn with a TURN server; empty if that was not tried
 */
public record PairResult(Pair pair, Attempt alone, Optional<Attempt> turn) {
  public boolean ok() {
    return alone.ok() && turn.map(Attempt::ok).orElse(true);
  }
}
