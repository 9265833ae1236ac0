package org.rop2p.transport.stun;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * STUN requests under way, with their retransmissions (RFC 8489 section 6.2.1).
 *
 * @param <T> what a request is about
 */
public final class Transactions<T> {
  /** One request; times in nanoseconds. */
  public static final class Entry<T> {
    public final T subject;
    public final InetSocketAddress to;
    public final byte[] datagram;
    private int sendsLeft;
    private long delay;
    private long due;

    private Entry(T subject, InetSocketAddress to, byte[] datagram, int sends) {
      this.subject = subject;
      this.to = to;
      this.datagram = datagram;
      this.sendsLeft = sends - 1;
    }
  }

  private final long maxWait;
  private final Map<TransactionId, Entry<T>> entries = new LinkedHashMap<>();

  /**
   * @param maxWait between two sends of a request, nanoseconds
   */
  public Transactions(long maxWait) {
    this.maxWait = maxWait;
  }

  /** Remembers a request that is being sent now, and that is sent {@code sends} times in all. */
  public Entry<T> start(
      TransactionId id, T subject, InetSocketAddress to, byte[] datagram, Schedule schedule) {
    Entry<T> entry = new Entry<>(subject, to, datagram, schedule.sends);
    entry.delay = schedule.delay;
    entry.due = schedule.now + schedule.delay;
    entries.put(id, entry);
    return entry;
  }

  /** When to send a request again: first after {@code delay}, later after twice the time each. */
  public record Schedule(long now, long delay, int sends) {}

  /** The request that a response from this address answers; it is under way no longer. */
  public Optional<Entry<T>> complete(TransactionId id, InetSocketAddress from) {
    Entry<T> entry = entries.get(id);
    if (entry == null || !entry.to.equals(from)) {
      return Optional.empty();
    }
    entries.remove(id);
    return Optional.of(entry);
  }

  public Optional<T> subject(TransactionId id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.subject);
  }

  /**
   * Hands out what is to be sent again, as fast as the pacer lets it, and what has been sent often
   * enough.
   */
  public void advance(
      long now, CheckPacer pacer, Consumer<Entry<T>> resend, Consumer<Entry<T>> timedOut) {
    List<Entry<T>> expired = new ArrayList<>();
    for (var iterator = entries.values().iterator(); iterator.hasNext(); ) {
      Entry<T> entry = iterator.next();
      if (entry.due > now) {
        continue;
      }
      if (entry.sendsLeft == 0) {
        iterator.remove();
        expired.add(entry);
      } else if (!pacer.take(now)) {
        entry.due = pacer.freeAt();
      } else {
        entry.sendsLeft--;
        entry.delay = Math.min(2 * entry.delay, maxWait);
        entry.due = now + entry.delay;
        resend.accept(entry);
      }
    }
    expired.forEach(timedOut);
  }

  /** When {@link #advance} has something to do, {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    return entries.values().stream().mapToLong(entry -> entry.due).min().orElse(Long.MAX_VALUE);
  }

  public void clear() {
    entries.clear();
  }
}
