package org.rop2p.transport.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The integrity key of a user name and password in a realm (RFC 8489 section 9.2.2). */
public final class LongTermKey {
  private LongTermKey() {}

  /**
   * MD5, as servers without PASSWORD-ALGORITHMS have it and all others still must.
   *
   * @param password taken as it is, without the preparation of RFC 8265
   */
  public static byte[] of(String username, String realm, String password) {
    try {
      return MessageDigest.getInstance("MD5")
          .digest((username + ":" + realm + ":" + password).getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }
}
