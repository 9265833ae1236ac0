package org.rop2p.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IceServersTest {
  private static final TurnLogin LASTS =
      new TurnLogin("turn:a.example:3478", "ro", "sesame", OptionalLong.empty());
  private static final TurnLogin EXPIRES =
      new TurnLogin("turn:[2001:db8::1]", "1700000000:7", "x", OptionalLong.of(43_200));

  @Test
  void surviveTheWire() throws MalformedMessageException {
    IceServers servers = new IceServers(List.of("stun:s.example"), List.of(LASTS, EXPIRES));
    String text = RestCodec.encode(servers);
    assertEquals(servers, RestCodec.decodeIceServers(text));
    assertEquals(
        new IceServers(List.of(), List.of()), RestCodec.decodeIceServers("{}"), "an older one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"turn_servers\":[1]} | must be a list of objects",
        "{\"turn_servers\":[{\"url\":\"turn:a\",\"username\":\"u\"}]} | Field \"credential\"",
        "{\"turn_servers\":[{\"url\":\"http://a\",\"username\":\"u\",\"credential\":\"c\"}]} | a server's URL is",
        "{\"turn_servers\":[{\"url\":\"turn:a\",\"username\":\"\",\"credential\":\"c\"}]} | username has 1 to 508",
        "{\"stun_servers\":[\"a\"]} | a server's URL is"
      })
  void whatIsMalformedSaysWhy(String text, String sentence) {
    var e = assertThrows(MalformedMessageException.class, () -> RestCodec.decodeIceServers(text));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void areNotTooMany() {
    String one = "{\"url\":\"turn:a\",\"username\":\"u\",\"credential\":\"c\"}";
    String nine = "{\"turn_servers\":[" + String.join(",", Collections.nCopies(9, one)) + "]}";
    assertThrows(MalformedMessageException.class, () -> RestCodec.decodeIceServers(nine));
  }
}
