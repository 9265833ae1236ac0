package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What a player signs is checked with nothing but the 32 bytes that the coordinator passes on. */
class PlayerKeyTest {
  private static final byte[] WORDS = "Ann : hi".getBytes(StandardCharsets.US_ASCII);

  private final PlayerKey key = PlayerKey.of(null, message -> message);

  @Test
  void theToldKeyVerifiesWhatIsSigned() throws GeneralSecurityException {
    byte[] signature = key.sign(WORDS);
    assertEquals(64, signature.length);
    assertTrue(verifies(key.signingKey(), WORDS, signature));
    assertArrayEquals(signature, key.sign(WORDS), "the same words, the same signature");
    byte[] others = WORDS.clone();
    others[0] = 'B';
    assertFalse(verifies(key.signingKey(), others, signature));
  }

  @Test
  void everyProcessHasAnotherKey() {
    assertNotEquals(key.signingKey(), PlayerKey.of(null, message -> message).signingKey());
  }

  /** RFC 8410: the raw key behind its algorithm. */
  private static boolean verifies(String raw, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    byte[] encoded =
        HexFormat.of()
            .parseHex(
                "302a300506032b6570032100"
                    + HexFormat.of().formatHex(Base64.getDecoder().decode(raw)));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    check.update(message);
    return check.verify(signature);
  }
}
