package org.rop2p.testbed.server;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * rAthena's rule about connections of one address, kept by each server for itself: in a run of
 * connections less than three seconds apart the seventh is refused, and every one after it for ten
 * minutes. One thread.
 */
final class ConnectionGuard {
  /** {@code ddos_interval} of packet_athena.conf. */
  static final long INTERVAL_NANOS = 3_000_000_000L;

  /** {@code ddos_count}: so many are counted after the first one of a run. */
  static final int COUNT = 5;

  /** {@code ddos_autoreset}. */
  static final long BAN_NANOS = 600_000_000_000L;

  private static final class History {
    long last;
    int count;
    boolean banned;
  }

  private final LongSupplier nanos;
  private final Map<InetAddress, History> histories = new HashMap<>();

  ConnectionGuard(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean admits(InetAddress from) {
    long now = nanos.getAsLong();
    History history = histories.get(from);
    if (history == null || (history.banned && now - history.last >= BAN_NANOS)) {
      history = new History();
      history.last = now;
      histories.put(from, history);
      return true;
    }
    if (history.banned) {
      return false;
    }
    boolean soon = now - history.last < INTERVAL_NANOS;
    history.last = now;
    if (!soon) {
      history.count = 0;
      return true;
    }
    history.banned = history.count++ >= COUNT;
    return !history.banned;
  }
}
