package org.rop2p.testbed.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Everything one client's screen showed, oldest first. Grows only; safe for any thread. The watcher
 * is called on the client's thread and must not block.
 */
public final class ScreenLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<ScreenEvent> events = new ArrayList<>();
  private final Consumer<ScreenEvent> watcher;

  /** An empty log whose events are also told to {@code watcher}. */
  public ScreenLog(Consumer<ScreenEvent> watcher) {
    this.watcher = watcher;
  }

  void add(ScreenEvent event) {
    lock.lock();
    try {
      events.add(event);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    watcher.accept(event);
  }

  /** The events so far. */
  public List<ScreenEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /** The events of one type so far. */
  public <T extends ScreenEvent> List<T> events(Class<T> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** How many events there are: a mark for {@link #await(int, Class, Predicate, Duration)}. */
  public int mark() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  /** The first event of a type that passes, past or to come; empty after {@code patience}. */
  public <T extends ScreenEvent> Optional<T> await(
      Class<T> type, Predicate<? super T> wanted, Duration patience) throws InterruptedException {
    return await(0, type, wanted, patience);
  }

  /** As {@link #await(Class, Predicate, Duration)}, leaving out what was there at a mark. */
  public <T extends ScreenEvent> Optional<T> await(
      int mark, Class<T> type, Predicate<? super T> wanted, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    int looked = mark;
    lock.lock();
    try {
      while (true) {
        for (; looked < events.size(); looked++) {
          ScreenEvent event = events.get(looked);
          if (type.isInstance(event) && wanted.test(type.cast(event))) {
            return Optional.of(type.cast(event));
          }
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = grown.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@link #await(Class, Predicate, Duration)} with a patience in seconds, for tests. */
  public <T extends ScreenEvent> Optional<T> await(Class<T> type, long seconds)
      throws InterruptedException {
    return await(type, event -> true, Duration.ofNanos(TimeUnit.SECONDS.toNanos(seconds)));
  }
}
