package org.rop2p.testbed.demo.world;

/**
 * A peer link that is up, as one of its ends sees it.
 *
 * @param relayed whether the path is a relay's
 * @param rttMillis negative before the first measurement
 */
public record LinkSight(
    String local, String remote, boolean relayed, long setupMillis, int rttMillis) {

  /** Who is linked, the same from both ends. */
  public record Ends(String lesser, String greater) {}

  /** The same for both ends. */
  public Ends ends() {
    return local.compareTo(remote) < 0 ? new Ends(local, remote) : new Ends(remote, local);
  }
}
