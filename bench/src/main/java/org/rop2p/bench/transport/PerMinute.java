package org.rop2p.bench.transport;

/**
 * Datagrams and CPU of a minute.
 *
 * @param cpuMillis milliseconds
 */
record PerMinute(double stunIn, double stunOut, double quicIn, double quicOut, double cpuMillis) {

  /** The middle of two. */
  PerMinute mean(PerMinute other) {
    return new PerMinute(
        (stunIn + other.stunIn) / 2,
        (stunOut + other.stunOut) / 2,
        (quicIn + other.quicIn) / 2,
        (quicOut + other.quicOut) / 2,
        (cpuMillis + other.cpuMillis) / 2);
  }

  /** What each of so many links adds to an endpoint that has none. */
  PerMinute perLink(PerMinute without, int links) {
    return new PerMinute(
        (stunIn - without.stunIn) / links,
        (stunOut - without.stunOut) / links,
        (quicIn - without.quicIn) / links,
        (quicOut - without.quicOut) / links,
        (cpuMillis - without.cpuMillis) / links);
  }

  double out() {
    return stunOut + quicOut;
  }

  double in() {
    return stunIn + quicIn;
  }
}
