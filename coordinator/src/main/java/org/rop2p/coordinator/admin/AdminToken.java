package org.rop2p.coordinator.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows the admin by his token. Whoever guesses is heard no longer from his address for a while,
 * right or wrong, so that guessing tells nothing. Not thread-safe; times are nanoseconds of one
 * monotonic clock.
 */
public final class AdminToken {
  /** An admin who pastes the wrong token notices soon. */
  static final int GUESSES = 10;

  /** How long the guesses of an address count. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** The oldest is forgotten for a new one. */
  private static final int MOST_ADDRESSES = 4_096;

  private final byte[] hash;
  private final boolean set;

  private final Map<String, Guesses> guesses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Guesses(int wrong, long since) {}

  /** What a token is. */
  public sealed interface Verdict {
    /** The admin's. */
    record Admin() implements Verdict {}

    /** Nobody's. */
    record Wrong() implements Verdict {}

    /** The configuration has no token, so nobody is admin. */
    record Unset() implements Verdict {}

    /** Too many were wrong; it was not looked at. */
    record Guessing(Duration retryAfter) implements Verdict {}
  }

  /**
   * @param token empty: there is no admin
   */
  public AdminToken(String token) {
    hash = sha256(token);
    set = !token.isEmpty();
  }

  /** Whether this is the admin's token. An empty one is wrong, but no guess. */
  public Verdict check(String token, String ip, long nanos) {
    if (!set) {
      return new Verdict.Unset();
    }
    if (token.isEmpty()) {
      return new Verdict.Wrong();
    }
    Guesses earlier = guesses.get(ip);
    if (earlier != null && nanos - earlier.since() >= MEMORY.toNanos()) {
      guesses.remove(ip);
      earlier = null;
    }
    if (earlier != null && earlier.wrong() >= GUESSES) {
      return new Verdict.Guessing(MEMORY.minusNanos(nanos - earlier.since()));
    }
    if (MessageDigest.isEqual(hash, sha256(token))) {
      return new Verdict.Admin();
    }
    guesses.put(
        ip,
        earlier == null
            ? new Guesses(1, nanos)
            : new Guesses(earlier.wrong() + 1, earlier.since()));
    return new Verdict.Wrong();
  }

  /** Hashes are equally long, so comparing them does not tell how long the token is. */
  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
