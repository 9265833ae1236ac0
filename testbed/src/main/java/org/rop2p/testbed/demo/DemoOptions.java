package org.rop2p.testbed.demo;

import java.time.Duration;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/**
 * What kind of demo. Immutable.
 *
 * @param version client date of everybody and of the server
 * @param players with a proxy
 * @param unproxied players straight on the server
 * @param duration how long they play
 * @param latency one way between each client, or its proxy, and the server
 * @param seed of everything the players do
 * @param cutLink whether one peer link's datagrams are dropped from half time on
 * @param killCoordinator whether the coordinator dies at half time
 */
public record DemoOptions(
    PacketVersion version,
    int players,
    int unproxied,
    Duration duration,
    Duration latency,
    long seed,
    boolean cutLink,
    boolean killCoordinator) {
  static final int MAX_CLIENTS = 200;

  /**
   * @throws IllegalArgumentException with a sentence for people
   */
  public DemoOptions {
    Protocol.of(version); // refuses dates whose packets are not known
    if (players < 0 || unproxied < 0 || players + unproxied < 1) {
      throw new IllegalArgumentException(
          "--players " + players + " and --unproxied " + unproxied + ": at least one must play");
    }
    if (players + unproxied > MAX_CLIENTS) {
      throw new IllegalArgumentException(
          "at most " + MAX_CLIENTS + " players fit on one machine: lower --players or --unproxied");
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "--seconds " + duration.toSeconds() + ": give a number above 0");
    }
    if (latency.isNegative()) {
      throw new IllegalArgumentException(
          "--latency " + latency.toMillis() + ": give a number of milliseconds, 0 or more");
    }
    if (cutLink && players < 2) {
      throw new IllegalArgumentException("--cut-link needs a link: give --players 2 or more");
    }
  }

  boolean faulty() {
    return cutLink || killCoordinator;
  }
}
