package org.rop2p.transport.seal;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The two keys of a link, one for each direction: HKDF-SHA-256 (RFC 5869) over both sides' random
 * bytes, the first side's first.
 */
public record SealKeys(SecretKey fromFirst, SecretKey fromSecond) {
  private static final byte[] SALT = "ro-p2p seal 1".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;

  /**
   * Derives the keys; both sides must agree who is first.
   *
   * @param first random bytes of the side with the smaller fingerprint
   */
  public static SealKeys derive(byte[] first, byte[] second) {
    byte[] material = new byte[first.length + second.length];
    System.arraycopy(first, 0, material, 0, first.length);
    System.arraycopy(second, 0, material, first.length, second.length);
    return new SealKeys(expand(material, "first to second"), expand(material, "second to first"));
  }

  private static SecretKey expand(byte[] material, String direction) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(material, SALT, direction.getBytes(StandardCharsets.US_ASCII)));
    byte[] key = new byte[KEY_BYTES];
    hkdf.generateBytes(key, 0, KEY_BYTES);
    return new SecretKeySpec(key, "AES");
  }
}
