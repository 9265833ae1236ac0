package org.rop2p.transport.mapping;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.rop2p.transport.address.SpecialPurpose;

/**
 * What a gateway has granted.
 *
 * @param byPcp else by NAT-PMP
 * @param lifetime in nanoseconds
 */
record Grant(boolean byPcp, InetSocketAddress external, long lifetime, long expires) {
  /** A shorter mapping would be renewed all the time. RFC 6887 section 15 has 120 s at least. */
  private static final long MIN_LIFETIME = Duration.ofSeconds(30).toNanos();

  /** The longest that RFC 6887 section 15 has; who grants more is asked again after half of it. */
  private static final long MAX_LIFETIME = Duration.ofHours(24).toNanos();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  static Grant of(boolean byPcp, InetSocketAddress external, long seconds, long now) {
    long lifetime = Math.min(seconds * SECOND, MAX_LIFETIME);
    return new Grant(byPcp, external, lifetime, now + lifetime);
  }

  /** Why it is of no use, if it is not. */
  Optional<MappingOutput.Reason> flaw() {
    if (!SpecialPurpose.isReachable(external.getAddress())) {
      return Optional.of(MappingOutput.Reason.DOUBLE_NAT);
    }
    return lifetime < MIN_LIFETIME || external.getPort() == 0
        ? Optional.of(MappingOutput.Reason.REFUSED)
        : Optional.empty();
  }
}
