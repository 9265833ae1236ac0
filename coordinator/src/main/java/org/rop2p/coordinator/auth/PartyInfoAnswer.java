package org.rop2p.coordinator.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads {@code Type} out of the answer and nothing behind it: the character name and memo that may
 * follow are written there without escapes and in any charset, so the whole is not always JSON.
 */
final class PartyInfoAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private PartyInfoAnswer() {}

  /** True for {@code "Type": 1} (rAthena) and {@code "Type": true}. */
  static boolean confirms(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean type = "Type".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (type) {
          return value == JsonToken.VALUE_TRUE
              || (value == JsonToken.VALUE_NUMBER_INT && parser.getText().equals("1"));
        }
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
