package org.rop2p.coordinator.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.auth.IdentityCheck.Verdict;

class LoginRowTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final String TOKEN = "0123456789abcdef";

  @ParameterizedTest(name = "enabled {0}, state {1}, unban {2}, expiration {3}: {4}")
  @CsvSource({
    "1, 0, 0, 0, ''",
    "0, 0, 0, 0, does not confirm",
    "2, 0, 0, 0, does not confirm", // the web-server wants 1
    "-1, 0, 0, 0, does not confirm",
    "1, 1, 0, 0, blocked",
    "1, 4294967295, 0, 0, blocked",
    "1, 0, 1799999999, 0, ''",
    "1, 0, 1800000000, 0, ''",
    "1, 0, 1800000001, 0, blocked",
    "1, 0, 4294967295, 0, blocked", // a time, not -1
    "1, 0, 0, 1799999999, is over",
    "1, 0, 0, 1800000000, ''",
    "1, 0, 0, 4294967295, ''",
    "1, 0, 1800000001, 1799999999, blocked",
    "0, 1, 1800000001, 1799999999, does not confirm",
  })
  void asRathenaReadsIt(long enabled, long state, long unban, long expiration, String sentence) {
    Verdict verdict = new LoginRow(TOKEN, enabled, state, unban, expiration).verdict(TOKEN, NOW);
    assertEquals(sentence.isEmpty(), verdict.equals(Verdict.CONFIRMED), verdict.toString());
    assertTrue(verdict.sentence().contains(sentence), verdict.toString());
  }

  @ParameterizedTest(name = "there \"{0}\", given \"{1}\": {2}")
  @CsvSource({
    "0123456789abcdef, 0123456789abcdef, true",
    "0123456789abcdef, 0123456789ABCDEF, false", // the same to most databases
    "0123456789abcdef, '0123456789abcdef ', false",
    "'0123456789abcdef ', 0123456789abcdef, false",
    "0123456789abcdef, 0123456789abcde, false",
    "0123456789abcdef, 123456789abcdef, false",
    "0123456789abcdef, '', false",
    "'', '', false",
    ", '', false",
    ", null, false",
  })
  void theTokenToTheLetter(String there, String given, boolean confirmed) {
    Verdict verdict = new LoginRow(there, 1, 0, 0, 0).verdict(given, NOW);
    assertEquals(confirmed ? Verdict.CONFIRMED : WebAuthToken.NOT_CONFIRMED, verdict);
  }

  @Test
  void itDoesNotShowTheToken() {
    assertFalse(new LoginRow(TOKEN, 1, 0, 0, 0).toString().contains(TOKEN));
  }
}
