package org.rop2p.transport.probing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.rop2p.transport.address.SpecialPurpose;
import org.rop2p.transport.probe.ProbeLimits;

/**
 * How an endpoint probes for peers behind hard NATs; whether it does is {@link
 * org.rop2p.transport.Exposure#probing}.
 *
 * @param limits on each attempt and all of them
 * @param patience with the ordinary checks, from when both sides can send them
 * @param worthProbing which addresses of peers may be probed, or sent to by many sockets
 */
public record ProbeSettings(
    ProbeLimits limits, Duration patience, Predicate<InetAddress> worthProbing) {

  /** Checks that succeed do so within two seconds, and a link must be up within twenty. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What is polite on the internet. */
  public static ProbeSettings defaults() {
    return new ProbeSettings(ProbeLimits.defaults(), PATIENCE, SpecialPurpose::isPublicIpv4);
  }
}
