package org.rop2p.bench.coordinator;

import org.rop2p.bench.stats.Percentiles;

/**
 * What came out of one arrangement.
 *
 * @param residentBefore bytes in RAM of all nodes before the first socket
 * @param residentAfter the same with all of them, idle
 * @param cpu share of one core that the nodes took under load
 * @param sights nanoseconds from the report that completes a mutual sight to {@code peer-joined}
 * @param offers nanoseconds from an offer to its delivery
 * @param joined nanoseconds from asking for another zone to {@code session-joined}
 * @param refused messages {@code error}, and calls that failed
 */
record Measured(
    Arrangement arrangement,
    int sockets,
    double setUpSeconds,
    long residentBefore,
    long residentAfter,
    double cpu,
    Percentiles sights,
    int sightCount,
    Percentiles offers,
    int offerCount,
    Percentiles joined,
    int joinCount,
    long refused,
    int socketsLost) {
  double kibPerSocket() {
    return (residentAfter - residentBefore) / 1024.0 / sockets;
  }
}
