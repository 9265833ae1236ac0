package org.rop2p.testbed.demo.world;

import java.time.Duration;
import java.util.Optional;
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
 * @param jitter up to this much more, anew for each packet, in order
 * @param seed of everything the players do
 * @param field side of the square they roam, cells
 * @param faults whether things break on the way
 * @param movement the zone's policy
 * @param clicks how often everybody asks for a new destination; empty: as people stroll
 * @param inProcess whether proxies are objects in this JVM
 * @param nodes whether two coordinators on a Redis serve them, which are killed in turn, and it,
 *     too
 */
public record DemoOptions(
    PacketVersion version,
    int players,
    int unproxied,
    Duration duration,
    Duration latency,
    Duration jitter,
    long seed,
    int field,
    boolean faults,
    Movement movement,
    Optional<Duration> clicks,
    boolean inProcess,
    boolean nodes) {
  static final int MAX_CLIENTS = 200;

  /** More proxies than these are not each given a JVM. */
  public static final int MAX_PROCESSES = 6;

  static final int MIN_FIELD = 4;

  /**
   * A larger square would hold the town's door, 76 cells south of its middle, which reaches one
   * cell around itself: who strolls in is on another map, and no longer plays with the others.
   */
  public static final int MAX_FIELD = 149;

  /** Every fault has its time, one after the other, and some last. */
  static final Duration MIN_WITH_FAULTS = Duration.ofSeconds(20);

  /** What the zone allows for walks. */
  public enum Movement {
    MIRROR,
    OFFLOAD
  }

  /** A minute of four players and one without a proxy in a square of 40 cells, all well. */
  public static DemoOptions defaults(long seed) {
    return new DemoOptions(
        PacketVersion.DEFAULT,
        4,
        1,
        Duration.ofSeconds(60),
        Duration.ofMillis(80),
        Duration.ZERO,
        seed,
        40,
        false,
        Movement.MIRROR,
        Optional.empty(),
        false,
        false);
  }

  /**
   * @throws IllegalArgumentException with a sentence for people
   */
  public DemoOptions {
    Protocol.of(version); // refuses dates whose packets are not known
    check(
        players >= 0 && unproxied >= 0 && players + unproxied >= 1,
        "--players " + players + " and --unproxied " + unproxied + ": at least one must play");
    check(
        players + unproxied <= MAX_CLIENTS,
        "at most " + MAX_CLIENTS + " players fit on one machine: lower --players or --unproxied");
    check(
        !duration.isNegative() && !duration.isZero(),
        "--seconds " + duration.toSeconds() + ": give a number above 0");
    check(
        !latency.isNegative(),
        "--latency " + latency.toMillis() + ": give a number of milliseconds, 0 or more");
    check(
        !jitter.isNegative(),
        "--jitter " + jitter.toMillis() + ": give a number of milliseconds, 0 or more");
    check(
        field >= MIN_FIELD && field <= MAX_FIELD,
        "--field %d: give a number from %d to %d".formatted(field, MIN_FIELD, MAX_FIELD));
    check(
        clicks.isEmpty() || clicks.get().toMillis() > 0,
        "--click-ms: give a number of milliseconds above 0");
    check(!faults || players >= 2, "--faults all needs a link to break: give --players 2 or more");
    check(
        !faults || duration.compareTo(MIN_WITH_FAULTS) >= 0,
        "--faults all needs time for each: give --seconds %d or more"
            .formatted(MIN_WITH_FAULTS.toSeconds()));
  }

  private static void check(boolean good, String sentence) {
    if (!good) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Whether every proxy is a process of its own. */
  public boolean processes() {
    return !inProcess && players <= MAX_PROCESSES;
  }

  public DemoOptions withPlayers(int proxied, int direct) {
    return new DemoOptions(
        version, proxied, direct, duration, latency, jitter, seed, field, faults, movement, clicks,
        inProcess, nodes);
  }

  public DemoOptions withDuration(Duration value) {
    return new DemoOptions(
        version, players, unproxied, value, latency, jitter, seed, field, faults, movement, clicks,
        inProcess, nodes);
  }

  public DemoOptions withField(int side) {
    return new DemoOptions(
        version, players, unproxied, duration, latency, jitter, seed, side, faults, movement,
        clicks, inProcess, nodes);
  }

  public DemoOptions withFaults(boolean value) {
    return new DemoOptions(
        version, players, unproxied, duration, latency, jitter, seed, field, value, movement,
        clicks, inProcess, nodes);
  }

  public DemoOptions withInProcess(boolean value) {
    return new DemoOptions(
        version, players, unproxied, duration, latency, jitter, seed, field, faults, movement,
        clicks, value, nodes);
  }
}
