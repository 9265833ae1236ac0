package org.rop2p.proxy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIyMDAwMDAxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

  private final Redaction redaction = new Redaction("C:\\Users\\Bob", List.of("hush", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seen as 203.0.113.77:4242.             | seen as 203.0.113.x:4242.
          seen as 8.8.4.4                        | seen as 8.8.4.x
          127.0.0.1:6900 is free                 | 127.0.0.1:6900 is free
          at 192.168.1.20 and 10.0.0.7           | at 192.168.1.20 and 10.0.0.7
          carrier 100.64.3.4                     | carrier 100.64.3.4
          version 1.2.3.400                      | version 1.2.3.400
          Java 17.0.15+6                         | Java 17.0.15+6
          seen as 2001:db8:1:2:3:4:5:6 port 1    | seen as 2001:db8::x port 1
          seen as 2a02:908::1                    | seen as 2a02:908::x
          at ::1 and fe80::1                     | at ::1 and fe80::1
          until 2026-11-27T21:15:24Z             | until 2026-11-27T21:15:24Z
          game.example.com:8001 answers          | game.example.com:8001 answers
          token 0123456789abcdef was             | token … was
          http://bob:pw@host:8001/api            | http://…@host:8001/api
          the word hush is                       | the word … is
          C:\\Users\\Bob\\ro\\conf               | ~\\ro\\conf
          """)
  void whatNobodyElseNeedsToKnow(String said, String shown) {
    assertEquals(shown, redaction.apply(said));
  }

  @Test
  void tokensAreTakenOut() {
    assertEquals("token … end", redaction.apply("token " + JWT + " end"));
  }
}
