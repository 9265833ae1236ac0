package org.rop2p.coordinator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JWTs made by hand, so that they can be wrong in every way. */
public final class TestJwts {
  public static final String SECRET = "0123456789abcdef0123456789abcdef";

  private TestJwts() {}

  /** As it should be signed. */
  public static String signed(String claims) {
    return signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, "HmacSHA256", SECRET);
  }

  /** With any header, whatever the signature is made with. */
  public static String signed(String header, String claims, String mac, String secret) {
    String text = base64(header) + "." + base64(claims);
    try {
      Mac code = Mac.getInstance(mac);
      code.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac));
      byte[] signature = code.doFinal(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** One part of a token. */
  public static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
