package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.TurnServer;

class HostArgumentsTest {
  private static final String STUN = "203.0.113.1:3478,203.0.113.2:3479";

  private static HostArguments arguments(boolean portMapping) throws IOException {
    return new HostArguments(
        HostArguments.addresses(STUN),
        new TurnServer(HostArguments.address("203.0.113.3:3478"), "lab", "secret"),
        portMapping);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void argumentsAreReadAsTheyWereWritten(boolean portMapping) throws IOException {
    List<String> words = arguments(portMapping).words();
    assertEquals(arguments(portMapping), HostArguments.of(words));
    assertEquals(STUN, words.get(0));
    assertEquals(List.of("203.0.113.3:3478", "lab", "secret"), words.subList(1, 4));
  }

  @Test
  void fewerOrOtherWordsAreRefused() throws IOException {
    List<String> words = new ArrayList<>(arguments(true).words());
    for (int count = 0; count < 4; count++) {
      List<String> fewer = words.subList(0, count);
      assertThrows(IOException.class, () -> HostArguments.of(fewer), fewer.toString());
    }
    words.set(4, "port-forwarding");
    assertThrows(IOException.class, () -> HostArguments.of(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "203.0.113.3", "203.0.113.3:", "203.0.113.3:x", "203.0.113.3:65536"})
  void whatIsNoAddressIsASentence(String text) {
    IOException said = assertThrows(IOException.class, () -> HostArguments.address(text));
    assertTrue(said.getMessage().contains("IP:PORT"), said.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "CHECKS, 0, false",
    "TURN, 1, false",
    "RELAY_ONLY, 1, true",
  })
  void anEndpointGetsItsMeansAndNoMore(Means means, int turnServers, boolean relayOnly)
      throws IOException {
    EndpointConfig config = arguments(true).settings(means);
    assertEquals(turnServers, config.servers().turn().size());
    assertEquals(relayOnly, config.exposure().relayOnly());
    assertEquals(2, config.servers().stun().size());
    assertTrue(config.exposure().portMapping());
  }
}
