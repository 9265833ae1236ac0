package org.rop2p.testbed.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the stand-in did, in order. Any thread may read; only the server writes. Bounded: beyond
 * {@link #CAPACITY} events further ones are counted, not kept.
 */
public final class ServerLog {
  /** Enough for an hour of a hundred walking players. */
  public static final int CAPACITY = 4_000_000;

  private final List<ServerEvent> events = new ArrayList<>();
  private long dropped;

  synchronized void add(ServerEvent event) {
    if (events.size() >= CAPACITY) {
      dropped++;
      return;
    }
    events.add(event);
    notifyAll();
  }

  /** A copy of all events up to now. */
  public synchronized List<ServerEvent> snapshot() {
    return List.copyOf(events);
  }

  /** A copy of all events of one type up to now. */
  public synchronized <T extends ServerEvent> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public synchronized int size() {
    return events.size();
  }

  /** Events not kept for want of room. An oracle must not judge a run in which it is not zero. */
  public synchronized long dropped() {
    return dropped;
  }

  /** The first event, past or to come, of {@code type} that matches; empty after the timeout. */
  public <T extends ServerEvent> Optional<T> await(
      Class<T> type, Predicate<? super T> match, Duration timeout) throws InterruptedException {
    return await(0, type, match, timeout);
  }

  /** As {@link #await(Class, Predicate, Duration)}, from the event at index {@code from} on. */
  public synchronized <T extends ServerEvent> Optional<T> await(
      int from, Class<T> type, Predicate<? super T> match, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    int next = from;
    while (true) {
      for (; next < events.size(); next++) {
        ServerEvent event = events.get(next);
        if (type.isInstance(event) && match.test(type.cast(event))) {
          return Optional.of(type.cast(event));
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }
}
