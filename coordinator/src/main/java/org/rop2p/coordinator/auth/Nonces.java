package org.rop2p.coordinator.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rop2p.coordinator.api.Nonce;

/**
 * Nonces that any node with the same secret knows again, and nobody else can make: an instant, some
 * random bytes, and a code over both. Thread-safe.
 */
public final class Nonces {
  /** A login follows at once. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final String ALGORITHM = "HmacSHA256";

  /** Keeps this use of the secret apart from its others. */
  private static final String PURPOSE = "ro-p2p nonce 1";

  private static final Pattern FORM =
      Pattern.compile("[0-9]{1,12}[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+");

  private static final int RANDOM_BYTES = 12;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  public Nonces(byte[] secret) {
    this.key = new SecretKeySpec(code(new SecretKeySpec(secret, ALGORITHM), PURPOSE), ALGORITHM);
  }

  /** A fresh one. */
  public Nonce issue(Instant now) {
    byte[] salt = new byte[RANDOM_BYTES];
    random.nextBytes(salt);
    Instant expires = Instant.ofEpochSecond(now.plus(LIFETIME).getEpochSecond());
    String said = expires.getEpochSecond() + "." + text(salt);
    return new Nonce(said + "." + text(code(key, said)), expires);
  }

  /** Whether it is one of ours and good still. */
  public boolean isGood(String nonce, Instant now) {
    if (!FORM.matcher(nonce).matches()) {
      return false;
    }
    int dot = nonce.lastIndexOf('.');
    String said = nonce.substring(0, dot);
    byte[] given = nonce.substring(dot + 1).getBytes(StandardCharsets.US_ASCII);
    byte[] expected = text(code(key, said)).getBytes(StandardCharsets.US_ASCII);
    long expires = Long.parseLong(said.substring(0, said.indexOf('.')));
    return MessageDigest.isEqual(given, expected) && now.getEpochSecond() <= expires;
  }

  private static byte[] code(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA256", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
