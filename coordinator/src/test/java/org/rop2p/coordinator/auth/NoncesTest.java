package org.rop2p.coordinator.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.Nonce;

class NoncesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final Nonces nonces = new Nonces(bytes(SECRET));
  private final Nonce nonce = nonces.issue(NOW);

  @ParameterizedTest(name = "after {0} s: {1}")
  @CsvSource({"0, true", "60, true", "61, false", "3600, false"})
  void itIsGoodForAMinute(long seconds, boolean good) {
    assertEquals(good, nonces.isGood(nonce.nonce(), NOW.plusSeconds(seconds)));
    assertEquals(NOW.plusSeconds(60), nonce.expires());
  }

  @Test
  void everyNodeWithTheSecretKnowsIt() {
    assertTrue(new Nonces(bytes(SECRET)).isGood(nonce.nonce(), NOW));
    assertFalse(new Nonces(bytes(SECRET.replace('0', '1'))).isGood(nonce.nonce(), NOW));
  }

  @Test
  void noTwoAreTheSame() {
    assertNotEquals(nonce.nonce(), nonces.issue(NOW).nonce());
  }

  @Test
  void noPartOfOneAndNoOtherTextIsOne() {
    String text = nonce.nonce();
    for (int at = 0; at < text.length(); at++) {
      assertFalse(nonces.isGood(text.substring(0, at), NOW), text.substring(0, at));
      assertFalse(nonces.isGood(text.substring(at + 1), NOW), text.substring(at + 1));
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertFalse(nonces.isGood(changed, NOW), changed);
    }
    String later = text.replaceFirst("[0-9]+", "1800003600");
    assertFalse(nonces.isGood(later, NOW), "a later end");
    for (String odd :
        new String[] {"", ".", "..", "1.2", "1.2.3", "a.b.c", "-1.b.c", "9999999999999.b.c"}) {
      assertFalse(nonces.isGood(odd, NOW), odd);
    }
    assertFalse(nonces.isGood(text + "=", NOW));
    assertFalse(nonces.isGood(text + "\n", NOW));
    assertFalse(nonces.isGood("0" + text, NOW));
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
