package org.rop2p.proxy.delivery.model;

/**
 * What may go wrong in a small world, and how often.
 *
 * @param refusals lines that the server drops silently
 * @param breaks times that each link dies
 * @param relinks times that it comes back
 * @param nacks a check of a receiver may fail
 * @param rightlyNot a receiver may rightly not show a line
 * @param misses times that the server does not bring a line to a receiver: out of its range
 * @param linked the world begins with links on which the order is known
 * @param slow lines take any time to the server, in which it answers others
 * @param settled links carry SETTLED, which matters only where the server misses a receiver
 */
record Faults(
    int refusals,
    int breaks,
    int relinks,
    boolean nacks,
    boolean rightlyNot,
    int misses,
    boolean linked,
    boolean slow,
    boolean settled) {
  static final Faults ALL = new Faults(3, 1, 1, true, true, 0, true, false, false);

  Faults withRefusals(int most) {
    return new Faults(most, breaks, relinks, nacks, rightlyNot, misses, linked, slow, settled);
  }

  Faults withMisses(int most) {
    return new Faults(refusals, breaks, relinks, nacks, rightlyNot, most, linked, slow, settled);
  }

  Faults withLinks(int deaths, int returns) {
    return new Faults(refusals, deaths, returns, nacks, rightlyNot, misses, linked, slow, settled);
  }

  Faults withNewLinks() {
    return new Faults(refusals, breaks, relinks, nacks, rightlyNot, misses, false, slow, settled);
  }

  Faults withoutRightlyNot() {
    return new Faults(refusals, breaks, relinks, nacks, false, misses, linked, slow, settled);
  }

  Faults withoutNacks() {
    return new Faults(refusals, breaks, relinks, false, rightlyNot, misses, linked, slow, settled);
  }

  Faults withSettled() {
    return new Faults(refusals, breaks, relinks, nacks, rightlyNot, misses, linked, slow, true);
  }

  Faults withSlowAuthor() {
    return new Faults(refusals, breaks, relinks, nacks, rightlyNot, misses, linked, true, settled);
  }
}
