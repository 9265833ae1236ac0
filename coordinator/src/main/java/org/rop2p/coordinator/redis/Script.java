package org.rop2p.coordinator.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.rop2p.coordinator.session.SessionStore;

/**
 * A Lua script that Redis runs atomically.
 *
 * @param sha its SHA-1 in hex, by which Redis knows it once it has seen it
 */
record Script(String source, String sha) {
  /** How long what nobody touches or renews is kept: a world whose nodes are all gone. */
  private static final Duration KEEP = Duration.ofHours(1);

  /** Twice that, so that what leads to something outlives it. */
  private static final Duration INDEX = KEEP.multipliedBy(2);

  /** A fraction of {@link #KEEP}: beats that fail for half an hour let nothing expire. */
  private static final Duration RENEWAL = Duration.ofMinutes(10);

  /** What one operation carries out beside its own task; {@code beat} does the bulk. */
  private static final int SOME = 100;

  /** An operation of the session store: what all share, then its own lines. */
  static Script ofSessions(String name) {
    return of(
        "local TICKET, GRACE, LIFETIME, RENEWAL, KEEP, INDEX, SOME = "
            + String.join(
                ", ",
                micros(SessionStore.TICKET_LIFETIME),
                micros(SessionStore.GRACE),
                micros(SessionStore.NODE_LIFETIME),
                micros(RENEWAL),
                Long.toString(KEEP.toMillis()),
                Long.toString(INDEX.toMillis()),
                Integer.toString(SOME))
            + "\n"
            + resource("common")
            + resource(name));
  }

  /** One that shares nothing. */
  static Script alone(String name) {
    return of(resource(name));
  }

  private static Script of(String source) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest(source.getBytes(StandardCharsets.UTF_8));
      return new Script(source, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String micros(Duration duration) {
    return Long.toString(duration.toNanos() / 1_000);
  }
}
