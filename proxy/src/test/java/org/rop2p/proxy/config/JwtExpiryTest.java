package org.rop2p.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtExpiryTest {
  private static final Instant END = Instant.ofEpochSecond(1_700_000_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"exp":1700000000}           | true
          {"exp":1700000000.5,"sub":1} | true
          {"exp":"1700000000"}         | false
          {"exp":1e300}                | false
          {"exp":null}                 | false
          {}                           | false
          []                           | false
          not JSON                     | false
          """)
  void theEndIsANumber(String claims, boolean known) {
    assertEquals(known ? Optional.of(END) : Optional.empty(), JwtExpiry.of(jwt(claims)));
  }

  @Test
  void onlyWhatHasEndedIsSaid() {
    String token = jwt("{\"exp\":1700000000}");
    assertEquals(Optional.empty(), JwtExpiry.sentence(token, END.minusSeconds(1)));
    assertEquals(
        Optional.of(
            "The token in security.jwt_token has expired (2023-11-14T22:13:20Z): get a new one from"
                + " the game's own service"),
        JwtExpiry.sentence(token, END));
    assertEquals(Optional.empty(), JwtExpiry.sentence("", END));
  }

  @Test
  void whatIsCutOffHasNoEnd() {
    String token = jwt("{\"exp\":1700000000}");
    int signature = token.lastIndexOf('.');
    for (int length = 0; length < signature; length++) {
      assertEquals(Optional.empty(), JwtExpiry.of(token.substring(0, length)));
    }
  }

  private static String jwt(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
