package org.rop2p.testbed.natlab;

/**
 * What probing came to.
 *
 * @param attempt the last one
 * @param attempts how many there were
 */
public record ProbeResult(Pair pair, Attempt attempt, int attempts) {
  public boolean ok() {
    return attempt.ok();
  }

  /** A sentence for people. */
  String story() {
    return "%s, by probing: %s, attempt %d%s"
        .formatted(pair, GridTable.words(attempt), attempts, ok() ? "" : " !");
  }
}
