package org.rop2p.proxy.evidence;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/**
 * Checks signatures of lines (Ed25519, RFC 8032). Thread-safe. Not with the JDK's own: that takes
 * eight times as long, and this happens on the player's event loop.
 */
public final class LineVerifier {
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

  private final Map<String, Optional<Ed25519PublicKeyParameters>> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, Optional<Ed25519PublicKeyParameters>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Whether the owner of the key has signed the line.
   *
   * @param signingKey 32 bytes in Base64; whatever else it is, the answer is no
   */
  public boolean genuine(SignedLine line, LineSignature signature, String signingKey) {
    Optional<Ed25519PublicKeyParameters> key;
    synchronized (keys) {
      key = keys.computeIfAbsent(signingKey, LineVerifier::read);
    }
    return key.isPresent() && verifies(line, signature, key.get());
  }

  private static boolean verifies(
      SignedLine line, LineSignature signature, Ed25519PublicKeyParameters key) {
    Ed25519Signer check = new Ed25519Signer();
    check.init(false, key);
    byte[] bytes = line.bytes();
    check.update(bytes, 0, bytes.length);
    return check.verifySignature(signature.bytes());
  }

  private static Optional<Ed25519PublicKeyParameters> read(String base64) {
    try {
      byte[] raw = Base64.getDecoder().decode(base64);
      return raw.length != KEY_BYTES || isWeak(raw)
          ? Optional.empty()
          : Optional.of(new Ed25519PublicKeyParameters(raw, 0));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no Base64, or no point of the curve
    }
  }

  private static boolean isWeak(byte[] raw) {
    byte[] unsigned = raw.clone();
    unsigned[KEY_BYTES - 1] &= ~SIGN_BIT;
    return WEAK.contains(HexFormat.of().formatHex(unsigned));
  }
}
