package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Hosts, NATs, loss and delay under a virtual clock; the same seed gives the same run. */
final class SimulatedNetwork {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  private record Event(long at, long order, Runnable action) {}

  private final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final List<SimulatedPeer> peers = new ArrayList<>();
  private double loss;
  private long minDelay = MILLI;
  private long maxDelay = MILLI;
  private boolean cut;
  private Set<InetSocketAddress> blackholes = Set.of();
  private Predicate<byte[]> lost = datagram -> false;
  private long now;
  private long order;

  SimulatedNetwork(long seed) {
    random = new Random(seed);
  }

  SimulatedNetwork loss(double probability) {
    loss = probability;
    return this;
  }

  /** One way, in milliseconds; a range reorders. */
  SimulatedNetwork delay(long min, long max) {
    minDelay = min * MILLI;
    maxDelay = max * MILLI;
    return this;
  }

  /** Nothing reaches these addresses, or all do again. */
  void blackholes(Set<InetSocketAddress> addresses) {
    blackholes = addresses;
  }

  void cut() {
    cut = true;
  }

  /** Which datagrams do not arrive, besides those lost by chance. */
  void lose(Predicate<byte[]> datagrams) {
    lost = datagrams;
  }

  long now() {
    return now;
  }

  Random random() {
    return random;
  }

  void join(SimulatedPeer peer) {
    peers.add(peer);
  }

  void after(long delay, Runnable action) {
    events.add(new Event(now + delay, order++, action));
  }

  /** A datagram leaves, its sender seen from outside as this. */
  void send(InetSocketAddress seen, InetSocketAddress to, byte[] datagram) {
    if (cut || blackholes.contains(to) || lost.test(datagram) || random.nextDouble() < loss) {
      return;
    }
    long delay = minDelay + (long) (random.nextDouble() * (maxDelay - minDelay));
    after(
        delay,
        () -> receiver(to, seen).ifPresent(receiver -> receiver.arrives(datagram, seen, to)));
  }

  /** Runs until the condition holds or the time is up; tells whether it held. */
  boolean runUntil(BooleanSupplier condition, long limit) {
    long end = now + limit;
    while (!condition.getAsBoolean()) {
      long next = peers.stream().mapToLong(SimulatedPeer::deadline).min().orElse(Long.MAX_VALUE);
      Event event = events.peek();
      long at = Math.min(next, event == null ? Long.MAX_VALUE : event.at);
      if (at > end) {
        now = end;
        return condition.getAsBoolean();
      }
      now = Math.max(now, at);
      if (event != null && event.at <= now) {
        events.remove().action.run();
      } else {
        peers.forEach(SimulatedPeer::advance);
      }
    }
    return true;
  }

  private Optional<SimulatedPeer> receiver(InetSocketAddress to, InetSocketAddress from) {
    return peers.stream().filter(peer -> peer.gets(to, from)).findFirst();
  }
}
