package org.rop2p.testbed.natlab;

/** A pair that is to be linked, and what both its ends may make use of. */
record Trial(Pair pair, Means means) {
  Outcome expected() {
    return Expectations.of(pair, means);
  }

  @Override
  public String toString() {
    return means == Means.CHECKS ? pair.toString() : pair + ", with TURN";
  }
}
