package org.rop2p.testbed.server;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * rAthena's ban of a network (the first three bytes of an address) from which seven logins failed
 * within five minutes; it lasts for five. One thread.
 */
final class PasswordGuard {
  /** {@code ipban_dynamic_pass_failure_ban_limit} of login_athena.conf. */
  static final int LIMIT = 7;

  /** {@code ipban_dynamic_pass_failure_ban_interval} and {@code …_duration}. */
  static final long MINUTES_FIVE = 300_000_000_000L;

  private static final int NETWORK_BYTES = 3;

  private final LongSupplier nanos;
  private final Map<String, Deque<Long>> failures = new HashMap<>();
  private final Map<String, Long> bannedAt = new HashMap<>();

  PasswordGuard(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean admits(InetAddress from) {
    Long since = bannedAt.get(network(from));
    return since == null || nanos.getAsLong() - since >= MINUTES_FIVE;
  }

  /** A wrong password, or no such user. */
  void failed(InetAddress from) {
    long now = nanos.getAsLong();
    Deque<Long> recent = failures.computeIfAbsent(network(from), key -> new ArrayDeque<>());
    recent.add(now);
    while (now - recent.peek() >= MINUTES_FIVE) {
      recent.remove();
    }
    if (recent.size() >= LIMIT) {
      bannedAt.put(network(from), now);
    }
  }

  private static String network(InetAddress from) {
    byte[] bytes = from.getAddress();
    return Arrays.toString(Arrays.copyOf(bytes, Math.min(NETWORK_BYTES, bytes.length)));
  }
}
