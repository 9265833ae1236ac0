package org.rop2p.coordinator.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyInfoAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"Type\": 1 }                                                        | true",
        "{\"Type\":true}                                                        | true",
        "{ \"Type\": 1, \"data\": [{ \"CharName\": \"O\"Hara\\\", \"Memo\": \"é | true",
        "{\"data\":[1,{}],\"Type\":1}                                           | true",
        "{ \"Type\": 2 }                                                        | false",
        "{ \"Type\": 1.0 }                                                      | false",
        "{\"Type\":false}                                                       | false",
        "{\"Type\":\"1\"}                                                       | false",
        "{\"data\":[{\"Type\":1}]}                                              | false",
        "[{\"Type\":1}]                                                         | false",
        "Error                                                                  | false",
        "``                                                                     | false",
      })
  void onlyTypeCounts(String body, boolean confirms) {
    assertEquals(confirms, PartyInfoAnswer.confirms(body.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
