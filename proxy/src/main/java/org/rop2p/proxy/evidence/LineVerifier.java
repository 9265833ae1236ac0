package org.rop2p.proxy.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/** Checks signatures of lines (Ed25519, RFC 8032). Thread-safe. */
public final class LineVerifier {
  private static final String ALGORITHM = "Ed25519";

  /** RFC 8410 section 4: what stands before the raw key in its X.509 form. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_BYTES = 32;

  /** More players than are in view. */
  private static final int KEPT = 512;

  /**
   * Points of small order, the sign bit left out: under such a key a signature of one line is one
   * of many others, too, so that its owner could deny them all. No honest proxy has one.
   */
  private static final List<String> WEAK =
      List.of(
          "00".repeat(KEY_BYTES),
          "01" + "00".repeat(KEY_BYTES - 1),
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "ec" + "ff".repeat(KEY_BYTES - 2) + "7f",
          "ed" + "ff".repeat(KEY_BYTES - 2) + "7f",
          "ee" + "ff".repeat(KEY_BYTES - 2) + "7f");

  private static final int SIGN_BIT = 0x80;

  private final Map<String, Optional<PublicKey>> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<PublicKey>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Whether the owner of the key has signed the line.
   *
   * @param signingKey 32 bytes in Base64; whatever else it is, the answer is no
   */
  public boolean genuine(SignedLine line, LineSignature signature, String signingKey) {
    Optional<PublicKey> key;
    synchronized (keys) {
      key = keys.computeIfAbsent(signingKey, LineVerifier::read);
    }
    return key.isPresent() && verifies(line, signature, key.get());
  }

  private static boolean verifies(SignedLine line, LineSignature signature, PublicKey key) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(line.bytes());
      return check.verify(signature.bytes());
    } catch (GeneralSecurityException e) {
      return false; // of no form that a signature has
    }
  }

  private static Optional<PublicKey> read(String base64) {
    try {
      byte[] raw = Base64.getDecoder().decode(base64);
      if (raw.length != KEY_BYTES || isWeak(raw)) {
        return Optional.empty();
      }
      byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
      System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
      return Optional.of(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isWeak(byte[] raw) {
    byte[] unsigned = raw.clone();
    unsigned[KEY_BYTES - 1] &= ~SIGN_BIT;
    return WEAK.contains(HexFormat.of().formatHex(unsigned));
  }
}
