package org.rop2p.transport.sim;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The internet and all behind it; the same seed and the same calls give the same run. */
public final class SimNetwork {
  public static final long MILLI = 1_000_000;
  public static final long SECOND = 1_000 * MILLI;

  private final long seed;
  private final Random random;
  private final VirtualClock clock = new VirtualClock();
  private final Weather weather = new Weather(this);
  private final AddressRealm internet = new AddressRealm(this);
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
  private Consumer<SimEvent> observer = event -> {};

  public SimNetwork(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  public long seed() {
    return seed;
  }

  /** The only source of chance; whoever takes part draws from it. */
  public Random random() {
    return random;
  }

  /** The realm that everybody can reach. */
  public AddressRealm internet() {
    return internet;
  }

  public Weather weather() {
    return weather;
  }

  public long now() {
    return clock.now();
  }

  /** Runs an action later; those of one moment run in the order asked for. */
  public void after(long delayNanos, Runnable action) {
    clock.after(delayNanos, action);
  }

  /** Wakes a participant at its deadlines; who lives on a host joins by {@link Host#drive}. */
  public void join(Driven participant) {
    clock.join(participant);
  }

  /** Runs until the condition holds or the time is up; tells whether it held. */
  public boolean runUntil(BooleanSupplier condition, long limitNanos) {
    return clock.runUntil(condition, limitNanos);
  }

  /** Lets this much time pass. */
  public void run(long nanos) {
    runUntil(() -> false, nanos);
  }

  /** How many datagrams met this fate so far. */
  public int count(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** Shows everything that happens to a datagram from now on. */
  public void observe(Consumer<SimEvent> newObserver) {
    observer = newObserver;
  }

  void note(Fate fate, Flight flight) {
    counts.merge(fate, 1, Integer::sum);
    observer.accept(
        new SimEvent(now(), fate, flight.from(), flight.to(), flight.datagram().length));
  }

  /** Draws nothing for what never or always happens, so that a calm network stays as it was. */
  boolean chance(double probability) {
    return probability >= 1 || (probability > 0 && random.nextDouble() < probability);
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + now() / MILLI + " ms, " + counts;
  }
}
