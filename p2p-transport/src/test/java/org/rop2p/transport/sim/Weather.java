package org.rop2p.transport.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the net does to datagrams between two addresses of one realm: once to each datagram. */
public final class Weather {
  private record Blackhole(Predicate<Flight> path, long until) {}

  private final SimNetwork network;
  private final List<Blackhole> blackholes = new ArrayList<>();
  private double loss;
  private double duplication;
  private long minDelay = SimNetwork.MILLI;
  private long maxDelay = SimNetwork.MILLI;
  private boolean cut;

  Weather(SimNetwork network) {
    this.network = network;
  }

  /** The probability to be lost, 0 to 1; a host's own line may lose more. */
  public Weather loss(double probability) {
    loss = probability;
    return this;
  }

  /** The probability to arrive twice, 0 to 1. */
  public Weather duplication(double probability) {
    duplication = probability;
    return this;
  }

  /** One way, in milliseconds, uniformly between the two; a range reorders. */
  public Weather delay(long min, long max) {
    minDelay = min * SimNetwork.MILLI;
    maxDelay = max * SimNetwork.MILLI;
    return this;
  }

  /**
   * From now on nothing of this kind arrives; what is on its way does.
   *
   * @param path sees the addresses of the realm crossed: a NAT's, not those inside it
   * @param duration nanoseconds, {@link Long#MAX_VALUE} for good
   */
  public Weather blackhole(Predicate<Flight> path, long duration) {
    long left = Long.MAX_VALUE - network.now();
    blackholes.add(new Blackhole(path, network.now() + Math.min(duration, left)));
    return this;
  }

  /** Nothing gets through anywhere, or again as before. */
  public Weather cut(boolean everything) {
    cut = everything;
    return this;
  }

  /** Brings a flight to its end, later, perhaps twice or never. */
  void carry(Flight flight, Consumer<Flight> arrive) {
    blackholes.removeIf(hole -> hole.until <= network.now());
    if (cut) {
      network.note(Fate.CUT, flight);
    } else if (blackholes.stream().anyMatch(hole -> hole.path.test(flight))) {
      network.note(Fate.BLACKHOLED, flight);
    } else if (network.chance(loss)) {
      network.note(Fate.LOST, flight);
    } else {
      network.after(delay(), () -> arrive.accept(flight));
      if (network.chance(duplication)) {
        network.note(Fate.DUPLICATED, flight);
        network.after(delay(), () -> arrive.accept(flight));
      }
    }
  }

  private long delay() {
    return minDelay + (long) (network.random().nextDouble() * (maxDelay - minDelay));
  }
}
