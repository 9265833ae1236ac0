package org.rop2p.transport.ice;

import java.util.random.RandomGenerator;
import org.rop2p.transport.stun.StunMessage;

/** Our role with the number that decides when both sides claim it (RFC 8445 section 7.3.1.1). */
final class RoleClaim {
  private final RandomGenerator random;
  private IceRole role;
  private long tieBreaker;

  RoleClaim(IceRole role, RandomGenerator random) {
    this.role = role;
    this.random = random;
    this.tieBreaker = random.nextLong();
  }

  IceRole role() {
    return role;
  }

  long tieBreaker() {
    return tieBreaker;
  }

  boolean isControlling() {
    return role == IceRole.CONTROLLING;
  }

  /** Takes the other role; the number changes with it (section 7.2.5.1). */
  void giveUp() {
    role = role.other();
    tieBreaker = random.nextLong();
  }

  /** Whether the peer claims the same role. */
  boolean isContested(StunMessage request) {
    return request.tieBreaker(role.attribute()).isPresent();
  }

  /** Whether it is up to us to yield: the larger number gets to control. */
  boolean mustYieldTo(StunMessage request) {
    long rival = request.tieBreaker(role.attribute()).orElseThrow();
    boolean larger = Long.compareUnsigned(tieBreaker, rival) >= 0;
    return isControlling() != larger;
  }
}
