package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyStartException;

/** What a start takes from the coordinator. */
class CoordinatorsWordTest {
  private static final String REST = "https://c.example/api/v1";
  private static final String OTHER = "https://d.example/api/v1";
  private static final String JOINED =
      "{\"coordinator\": {\"rest_api_url\": \"%s\", \"fallback_urls\": [\"%s\"],%n  // mine%n"
              .formatted(REST, OTHER)
          + "  \"last_game_server\": \"old.example:6900\", \"last_client_date\": \"20180704\"}}";

  @TempDir private Path folder;
  private final FakeNetwork network = new FakeNetwork();

  @Test
  void theCoordinatorIsAskedAnewAndItsWordKept() throws IOException {
    network.with(REST, "new.example:6901", "20220406", null);
    Path path = file(JOINED);
    ProxyConfig config = complete(path, false);
    assertEquals("new.example:6901", AddressCheck.text(config.server()));
    assertEquals(20220406, config.packetVersion().date().orElseThrow().date());
    assertEquals(List.of(REST), network.asked);
    assertEquals(
        JOINED.replace("old.example:6900", "new.example:6901").replace("20180704", "20220406"),
        Files.readString(path));
  }

  @Test
  void whileItDoesNotAnswerItsLastWordHolds() throws IOException {
    network.refusing(REST, 0, "Coordinator https://c.example cannot be found");
    Path path = file(JOINED);
    ProxyConfig config = complete(path, false);
    assertEquals("old.example:6900", AddressCheck.text(config.server()));
    assertEquals(20180704, config.packetVersion().date().orElseThrow().date());
    assertEquals(List.of(REST, OTHER), network.asked);
    assertEquals(JOINED, Files.readString(path));
  }

  @Test
  void anotherCoordinatorOfTheWorldMayAnswer() throws IOException {
    network.with(OTHER, "new.example:6901", null, null);
    ProxyConfig config = complete(file(JOINED), false);
    assertEquals("new.example:6901", AddressCheck.text(config.server()));
    assertEquals(DateChoice.AUTO, config.packetVersion());
  }

  @Test
  void whatThePlayerSaysWins() throws IOException {
    network.with(REST, "new.example:6901", "20220406", null);
    Path path = file(JOINED);
    assertEquals(DateChoice.AUTO, complete(path, true).packetVersion());
    ProxyConfig own =
        ConfigFile.read(
                file(JOINED.replace("{\"coord", "{\"server\": {\"address\": \"h\"}, \"coord")))
            .toProxyConfig(ProxyConfig.defaults());
    network.asked.clear();
    assertEquals(own, CoordinatorsWord.complete(own, ConfigFile.none(), null, false, network));
    assertEquals(List.of(), network.asked, "nobody is asked");
  }

  @Test
  void switchedOffNobodyIsAsked() throws IOException {
    Path path = file(JOINED.replace("{\"coord", "{\"p2p\": {\"enabled\": false}, \"coord"));
    assertEquals("old.example:6900", AddressCheck.text(complete(path, false).server()));
    assertEquals(List.of(), network.asked);
  }

  @Test
  void aDateThatNobodyKnowsIsNotUsed() throws IOException {
    network.with(REST, "new.example:6901", "20031103", null);
    assertEquals(DateChoice.AUTO, complete(file(JOINED), false).packetVersion());
  }

  @Test
  void withoutAServerThereIsNoGame() throws IOException {
    Path joined = file("{\"coordinator\": {\"rest_api_url\": \"" + REST + "\"}}");
    network.refusing(REST, 0, "Coordinator https://c.example cannot be found: check the host");
    assertEquals(
        "Coordinator https://c.example cannot be found: check the host; or name the game server"
            + " yourself with --server HOST",
        problem(joined));
    network.with(REST, null, null, null);
    assertEquals(
        "The coordinator https://c.example does not name its game server: ask its admin to set"
            + " game.server; or name the game server yourself with --server HOST",
        problem(joined));
    assertEquals(
        "no game server is named: give --server HOST or --join URL, or set server.address in"
            + " conf/p2p_config.json",
        problem(file("{}")));
    assertEquals(
        "http://c.example/api/v1 would send your login token in the clear: ask the admin for an"
            + " https:// address, or set security.allow_plain_http to true in a network that nobody"
            + " else reads; or name the game server yourself with --server HOST",
        problem(file("{\"coordinator\": {\"rest_api_url\": \"http://c.example/api/v1\"}}")));
  }

  private String problem(Path path) {
    return assertThrows(ProxyStartException.class, () -> complete(path, false)).getMessage();
  }

  private ProxyConfig complete(Path path, boolean dateGiven) {
    ConfigFile file = ConfigFile.read(path);
    return CoordinatorsWord.complete(
        file.toProxyConfig(ProxyConfig.defaults()), file, path, dateGiven, network);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("p2p_config.json"), text);
  }
}
