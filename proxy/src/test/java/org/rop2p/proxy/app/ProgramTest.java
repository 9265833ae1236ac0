package org.rop2p.proxy.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.proxy.web.Page;
import org.rop2p.transport.DatagramFilter;

/** What a player reads on the page when he, or his file, gets something wrong: word by word. */
class ProgramTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path home;

  private ServerSocket game;
  private Program program;

  @BeforeEach
  void open() throws IOException {
    game = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    program = Program.idle("test", FirstRun.in(home), DatagramFilter.PASS_ALL, Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    program.close();
    game.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
                           | No server is named: write its address, such as your-server.example, or the https:// address that its admin gave you.
127.0.0.1:70000            | '127.0.0.1:70000' has no valid port: write a number from 1 to 65535 behind the colon.
htps://game.example        | 'htps://game.example' begins with htps://, which is no address to play on: did you mean https://game.example?
https://no-such.invalid    | Coordinator https://no-such.invalid cannot be found: check the host name in its URL.
http://192.0.2.1:8001      | http://192.0.2.1:8001/api/v1 can be read and changed by others on the way: ask the server's admin for an https:// address.
""")
  void aWrongAddressIsSaidAtOnceAndNothingIsWritten(String typed, String sentence)
      throws Exception {
    String address = typed == null ? "" : typed;
    JsonNode checked = act("setup/check", address, "").path("address");
    assertEquals(sentence, checked.path("sentence").asText());
    assertEquals(false, checked.path("ok").asBoolean());
    JsonNode started = act("setup/start", address, "");
    assertEquals(sentence, started.path("sentence").asText());
    assertEquals("setup", state().path("mode").asText());
    assertTrue(Files.notExists(home.resolve("conf")), "nothing is written");
  }

  @Test
  void aServerThatIsDown() throws Exception {
    game.close();
    String address = "127.0.0.1:" + game.getLocalPort();
    assertEquals(
        "The game server %s does not answer (Connection refused): check the address, and whether it is up."
            .formatted(address),
        act("setup/start", address, "").path("sentence").asText());
  }

  @Test
  void aServerThatNobodyKnows() throws Exception {
    assertEquals(
        "No server is called no-such.invalid: check the spelling, and that you are online.",
        act("setup/start", "no-such.invalid", "").path("sentence").asText());
  }

  @Test
  void aServerOfThisMachineBesideTheProxyIsNotTheProxy() throws Exception {
    configure("{\"listen\": {\"address\": \"127.0.0.2:%d\"}}".formatted(game.getLocalPort()));
    JsonNode checked = act("setup/check", address(), "").path("address");
    assertTrue(checked.path("ok").asBoolean(), checked.toString());
    configure("{\"listen\": {\"address\": \"127.0.0.1:%d\"}}".formatted(game.getLocalPort()));
    checked = act("setup/check", address(), "").path("address");
    assertEquals(false, checked.path("ok").asBoolean(), checked.toString());
  }

  @Test
  void aFolderWithoutAGame() throws Exception {
    assertEquals(
        "There is no folder '%s': copy the path of the folder in which the game's program is."
            .formatted(home.resolve("none")),
        act("setup/check", address(), home.resolve("none").toString())
            .path("folder")
            .path("sentence")
            .asText());
  }

  @Test
  void aPortThatSomebodyHas() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      configure("{\"listen\": {\"address\": \"127.0.0.1:%d\"}}".formatted(taken.getLocalPort()));
      String said = act("setup/start", address(), "").path("sentence").asText();
      assertTrue(said.startsWith("Port " + taken.getLocalPort() + " is taken by "), said);
      assertTrue(said.contains("listen.address in the configuration"), said);
      assertEquals(said, state().path("problem").asText(), "and it stays on the page");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
{"p2p": {"privacy" "relay"}}                | {file} is not valid JSON in line 1, column 20: Unexpected character ('"' (code 34)): was expecting a colon to separate field name and value.
{"p2p": {"privacy": "secret"}}              | {file}: p2p.privacy is "secret", allowed is "direct" or "relay".
{"client": {"packetver": "2021"}}           | {file}: client.packetver: '2021' is not a client date: write YYYYMMDD or YYYYMMDD:main{or}re{or}zero.
{"logging": {"level": "loud"}}              | {file}: logging.level is loud, allowed is trace, debug, info, warn or error.
{"coordinator": {"rest_api_url": "h:8001"}} | {file}: coordinator.rest_api_url is 'h:8001': write an address that begins with http:// or https://.
""")
  void aConfigurationThatIsWrong(String text, String sentence) throws Exception {
    configure(text);
    program.begin();
    assertEquals(
        sentence
            .replace("{or}", "|")
            .replace("{file}", home.resolve("conf").resolve("p2p_config.json").toString()),
        state().path("problem").asText());
    assertEquals("setup", state().path("mode").asText());
  }

  @Test
  void aKeyThatIsMisspeltIsToldAndTheRestCounts() throws Exception {
    configure(
        "{\"server\": {\"address\": \"%s\"}, \"listen\": {\"address\": \"127.0.0.1:0\"}, \"p2p\": {\"privcay\": 1}}"
            .formatted(address()));
    program.begin();
    assertEquals("playing", state().path("mode").asText());
    assertEquals(1, state().path("notices").size(), state().toString());
    JsonNode notice = state().path("notices").path(0);
    assertEquals(
        home.resolve("conf").resolve("p2p_config.json")
            + ": unknown key p2p.privcay is ignored: did you mean p2p.privacy?",
        notice.path("text").asText());
    assertEquals("config", notice.path("topic").asText());
    assertEquals("warn", notice.path("level").asText());
  }

  @Test
  void whoSwitchesP2pOffInTheFileReadsWhyNobodyIsShown() throws Exception {
    configure(
        "{\"server\": {\"address\": \"%s\"}, \"listen\": {\"address\": \"127.0.0.1:0\"}, \"p2p\": {\"enabled\": false}}"
            .formatted(address()));
    program.begin();
    assertEquals(
        "Nobody is shown here, as without P2P the game is passed on unread: set p2p.enabled to true in conf/p2p_config.json, leave --no-p2p out, and start again.",
        state().path("game").path("unseen").asText());
  }

  @Test
  void whoHasSetUpPlaysAtOnceAndSwitches() throws Exception {
    configure(
        "{\"server\": {\"address\": \"%s\"}, \"listen\": {\"address\": \"127.0.0.1:0\"}}"
            .formatted(address()));
    program.begin();
    assertEquals("playing", state().path("mode").asText());
    assertEquals(
        "P2P is off: no coordinator is known. Ask your server's admin for its address.",
        state().path("p2p").path("sentence").asText());
    assertEquals(
        "P2P is switched off: everything goes over the server.",
        JSON.readTree(program.act("switch", JSON.readTree("{\"p2p\": false}")))
            .path("sentence")
            .asText());
    assertEquals(false, state().path("p2p").path("switch").asBoolean());
    program.act("switch", JSON.readTree("{\"privacy\": \"relay\"}"));
    assertEquals("relay", state().path("p2p").path("privacy").asText());
    assertTrue(
        Files.readString(home.resolve("conf").resolve("p2p_config.json")).contains("\"relay\""),
        "and it is kept");
  }

  @Test
  void whatCannotBeDoneIsASentence() {
    assertEquals(
        "Nothing plays yet: press Start first.",
        assertThrows(
                IllegalArgumentException.class,
                () -> program.act("switch", JSON.readTree("{\"p2p\": true}")))
            .getMessage());
    assertThrows(
        Page.NoSuchActionException.class, () -> program.act("dance", JSON.createObjectNode()));
  }

  private String address() {
    return "127.0.0.1:" + game.getLocalPort();
  }

  private void configure(String text) throws IOException {
    Files.writeString(
        Files.createDirectories(home.resolve("conf")).resolve("p2p_config.json"), text);
  }

  private JsonNode state() throws IOException {
    return JSON.readTree(program.state());
  }

  private JsonNode act(String action, String address, String folder) throws Exception {
    return JSON.readTree(
        program.act(action, JSON.createObjectNode().put("address", address).put("folder", folder)));
  }
}
