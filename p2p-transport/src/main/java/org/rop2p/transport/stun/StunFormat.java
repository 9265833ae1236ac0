package org.rop2p.transport.stun;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Layout and checksums shared by reader and writer (RFC 8489 sections 5, 14.5 and 14.7). */
final class StunFormat {
  static final int HEADER = 20;
  static final int ATTRIBUTE_HEADER = 4;
  static final int MAGIC_COOKIE = 0x2112A442;
  static final int HMAC_SHA1 = 20;
  static final int CRC = 4;
  static final int FAMILY_IPV4 = 1;
  static final int FAMILY_IPV6 = 2;

  private static final int FINGERPRINT_XOR = 0x5354554E;

  private StunFormat() {}

  static int padded(int length) {
    return (length + 3) & ~3;
  }

  /** HMAC-SHA1 over the first {@code length} bytes, their length field counting the attribute. */
  static byte[] integrity(byte[] message, int length, byte[] key) {
    byte[] covered = withLength(message, length, ATTRIBUTE_HEADER + HMAC_SHA1);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(covered);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA1", e);
    }
  }

  static int fingerprint(byte[] message, int length) {
    CRC32 crc = new CRC32();
    crc.update(withLength(message, length, ATTRIBUTE_HEADER + CRC));
    return (int) crc.getValue() ^ FINGERPRINT_XOR;
  }

  private static byte[] withLength(byte[] message, int length, int attribute) {
    byte[] covered = Arrays.copyOf(message, length);
    ByteBuffer.wrap(covered).putShort(2, (short) (length - HEADER + attribute));
    return covered;
  }
}
