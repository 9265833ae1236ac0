package org.rop2p.coordinator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an admin may write about relays. */
class TurnSectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: 'turn:a.example', username: u, credential: c | turn:a.example",
        "url: 'turn:a.example:3478', username: u, credential: c | turn:a.example:3478",
        "url: 'turn:a.example:3478?transport=udp', username: u, credential: c | turn:a.example:3478",
        "url: 'turn:[2001:db8::1]:3478', username: u, credential: c | turn:[2001:db8::1]:3478"
      })
  void theseAreUsed(String entry, String url) throws ConfigException {
    ConfigFile.Loaded loaded = load("[{" + entry + "}]", "");
    assertEquals(
        List.of(new TurnServers.Server(url, "u", "c")), loaded.config().turnServers().servers());
    assertEquals(List.of(), loaded.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: 'turn:a.example' | coordinator.turn_servers: turn:a.example is left out, as nobody",
        "url: 'turns:a.example:5349', username: u, credential: c | over UDP only",
        "url: 'turn:a.example:3478?transport=tcp', username: u, credential: c | over UDP only"
      })
  void theseAreLeftOutWithASentence(String entry, String sentence) throws ConfigException {
    ConfigFile.Loaded loaded = load("[{" + entry + "}]", "");
    assertEquals(List.of(), loaded.config().turnServers().servers());
    assertTrue(loaded.warnings().get(0).contains(sentence), loaded.warnings()::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{url: 'stun:a.example', username: u, credential: c}] | turn_servers.url is",
        "[{url: 'turn:a b', username: u, credential: c}] | turn:HOST or turn:HOST:PORT",
        "[{username: u, credential: c}] | an entry has no url",
        "[{url: 'turn:a.example', username: u}] | needs both username and credential",
        "['a.example'] | turn:HOST or turn:HOST:PORT",
        "[5] | must be a list of sections of keys",
        "'turn:a.example' | must be a list of sections of keys"
      })
  void theseAreMistakes(String value, String sentence) {
    ConfigException e = assertThrows(ConfigException.class, () -> load(value, ""));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void whereEverybodyIsBelievedTheRelaysAreOpenToEverybody() throws ConfigException {
    String yaml =
        """
        coordinator:
          require_authentication: false
          turn_servers: [{url: 'turn:a.example', username: u, credential: c}]
        """;
    List<String> warnings = ConfigFile.parse("c.yaml", yaml, Map.of(), Overrides.NONE).warnings();
    assertTrue(warnings.get(0).contains("anybody can send through them"), warnings::toString);
  }

  @Test
  void withASecretNamesAndPasswordsAreMadeAndNoLogShowsThem() throws ConfigException {
    TurnServers turn =
        load(
                "[{url: 'turn:a.example'}, {url: 'turn:b.example', username: u, credential: pass}]",
                "north")
            .config()
            .turnServers();
    assertEquals("north", turn.secret());
    assertEquals(
        "turn:c.example",
        load("['turn:c.example']", "north").config().turnServers().servers().get(0).url());
    assertEquals(2, turn.servers().size());
    assertFalse(turn.toString().contains("north"), turn.toString());
    assertFalse(turn.toString().contains("pass"), turn.toString());
  }

  private static ConfigFile.Loaded load(String servers, String secret) throws ConfigException {
    String yaml =
        """
        coordinator:
          jwt_secret: "0123456789abcdef0123456789abcdef"
          turn_servers: %s
          turn_secret: "%s"
        """
            .formatted(servers, secret);
    return ConfigFile.parse("c.yaml", yaml, Map.of(), Overrides.NONE);
  }
}
