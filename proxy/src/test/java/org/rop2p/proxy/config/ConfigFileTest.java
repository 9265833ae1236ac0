package org.rop2p.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.obfuscation.KeyChoice;

/** What a player writes into p2p_config.json. */
class ConfigFileTest {
  private static final Path SHIPPED = Path.of("..", "conf", "p2p_config.json");

  private static final String DEVELOPMENT =
      """
      {
        "coordinator": {
          "rest_api_url": "http://localhost:8001/api/v1",
          "websocket_url": "ws://localhost:8001/api/v1/signaling/ws",
          "timeout_seconds": 30
        },
        "p2p": {
          "enabled": true,
          "max_peers": 10  // Lower for testing
        },
        "security": {
          "enable_encryption": false,  // Disable for easier debugging
          "enable_authentication": false
        },
        "logging": {
          "level": "debug",  // Verbose logging
          "console_output": true
        }
      }
      """;

  private static final String PRODUCTION =
      """
      {
        "coordinator": {
          "rest_api_url": "https://your-server.com:8001/api/v1",
          "websocket_url": "wss://your-server.com:8001/api/v1/signaling/ws",
          "timeout_seconds": 30
        },
        "p2p": {
          "enabled": true,
          "max_peers": 50
        },
        "security": {
          "enable_encryption": true,  // REQUIRED in production
          "enable_authentication": true,
          "certificate_validation": true,
          "tls_version": "1.3"
        },
        "logging": {
          "level": "info",  // Less verbose
          "console_output": false,
          "file": "p2p_dll.log"
        },
        "zones": {
          "p2p_enabled_zones": [
            "prontera",
            "geffen",
            "payon",
            "morocc",
            "alberta"
          ],
          "fallback_on_failure": true
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theDevelopmentExample() throws IOException {
    ConfigFile file = file(DEVELOPMENT);
    ProxyConfig.P2p p2p = file.toProxyConfig(ProxyConfig.defaults()).p2p();
    assertEquals(URI.create("http://localhost:8001/api/v1"), p2p.coordinator());
    assertEquals(URI.create("ws://localhost:8001/api/v1/signaling/ws"), p2p.signaling());
    assertEquals(10, p2p.maxPeers());
    assertEquals(Duration.ofSeconds(30), p2p.timeout());
    assertEquals(List.of(), p2p.zones());
    assertEquals(new ConfigFile.LogSettings("debug", true, null), file.logging());
  }

  @Test
  void theProductionExample() throws IOException {
    ConfigFile file = file(PRODUCTION);
    ProxyConfig.P2p p2p = file.toProxyConfig(ProxyConfig.defaults()).p2p();
    assertEquals(URI.create("https://your-server.com:8001/api/v1"), p2p.coordinator());
    assertEquals(50, p2p.maxPeers());
    assertTrue(p2p.security().certificateValidation());
    assertEquals(List.of("prontera", "geffen", "payon", "morocc", "alberta"), p2p.zones());
    assertEquals(new ConfigFile.LogSettings("info", false, "p2p_dll.log"), file.logging());
  }

  @Test
  void keysThatMeanNothingAreNamed() throws IOException {
    ConfigFile file = file("{\"p2p\": {\"max_pears\": 3}, \"zone\": {\"x\": 1}, \"debug\": true}");
    List<String> warnings = file.warnings();
    assertEquals(3, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("p2p.max_pears"), warnings.get(0));
    assertTrue(warnings.get(1).contains("zone.x"), warnings.get(1));
    assertTrue(warnings.get(2).contains("debug"), warnings.get(2));
    warnings.forEach(w -> assertTrue(w.contains("p2p_config.json"), w));
  }

  @Test
  void knownKeysAreNotWarnedAbout() throws IOException {
    ConfigFile file =
        file(
            "{\"p2p\": {\"enabled\": true, \"max_peers\": 3}, \"logging\": {\"level\": \"WARN\"}}");
    assertEquals(List.of(), file.warnings(), "though nothing was read yet");
    assertEquals("warn", file.logging().level());
  }

  @Test
  void withoutAFileEverythingIsAsUsual() {
    assertEquals(ProxyConfig.defaults(), ConfigFile.none().toProxyConfig(ProxyConfig.defaults()));
    assertEquals(new ConfigFile.LogSettings("info", true, null), ConfigFile.none().logging());
  }

  @Test
  void switchedOffStaysOffWhateverCoordinatorAFlagNames() throws IOException {
    ConfigFile file =
        file(
            "{\"p2p\": {\"enabled\": false}, \"coordinator\": {\"rest_api_url\": \"http://h/api\"}}");
    ProxyConfig config = file.toProxyConfig(ProxyConfig.defaults());
    assertFalse(config.p2p().enabled());
    assertFalse(config.withCoordinator(URI.create("http://other/api")).p2p().enabled());
  }

  @Test
  void rangesSymbolsAndWalksOfAServerWithRulesOfItsOwn() throws IOException {
    ConfigFile file =
        file(
            """
            {"p2p": {"movement": "Mirror", "privacy": "relay", "port_mapping": false, "nat_probing": false},
             "routing": {"command_symbols": "!/", "chat_range": 7, "view_range": 18, "walk_packet": "entry"}}
            """);
    ProxyConfig config = file.toProxyConfig(ProxyConfig.defaults());
    assertEquals(ProxyConfig.Movement.MIRROR, config.p2p().movement());
    assertEquals(
        new ProxyConfig.Reach(ProxyConfig.Privacy.RELAY, false, false), config.p2p().reach());
    assertEquals(
        new ProxyConfig.Routing("!/", 7, 18, ProxyConfig.WalkPacket.ENTRY), config.routing());
    assertEquals(List.of(), file.warnings());
  }

  @Test
  void aServerThatShowsLessThanChatReachesHearsNoFarther() throws IOException {
    ConfigFile file = file("{\"routing\": {\"view_range\": 6}}");
    assertEquals(6, file.toProxyConfig(ProxyConfig.defaults()).routing().chatRange());
  }

  @Test
  void furtherCoordinatorsAndAServicesToken() throws IOException {
    ConfigFile file =
        file(
            """
            {"coordinator": {"rest_api_url": "https://a/api/v1",
                             "fallback_urls": ["https://b/api/v1", "http://localhost:8001/api/v1"]},
             "security": {"jwt_token": " aa.bb.cc ", "allow_plain_http": true}}
            """);
    ProxyConfig.P2p p2p = file.toProxyConfig(ProxyConfig.defaults()).p2p();
    assertEquals(
        List.of(URI.create("https://b/api/v1"), URI.create("http://localhost:8001/api/v1")),
        p2p.fallbacks());
    assertEquals("aa.bb.cc", p2p.security().jwtToken());
    assertTrue(p2p.security().plainHttp());
    assertFalse(p2p.toString().contains("aa.bb.cc"), "a token is in no log");
    assertEquals(List.of(), file.warnings());
    ProxyConfig flagged = ProxyConfig.defaults().withCoordinator(URI.create("https://c/api/v1"));
    assertEquals(List.of(), flagged.p2p().fallbacks());
  }

  @Test
  void aTokenThatIsNoneIsRefusedWithoutBeingShown() throws IOException {
    ConfigFile file = file("{\"security\": {\"jwt_token\": \"sesame sesame\"}}");
    String sentence =
        assertThrows(ConfigProblem.class, () -> file.toProxyConfig(ProxyConfig.defaults()))
            .getMessage();
    assertTrue(sentence.contains("security.jwt_token"), sentence);
    assertFalse(sentence.contains("sesame"), sentence);
  }

  @Test
  void zonesAreWrittenInManyWaysAndMeanOne() throws IOException {
    ConfigFile file =
        file("{\"zones\": {\"p2p_enabled_zones\": [\"Prontera.gat\", \" geffen \", \"1@tower\"]}}");
    assertEquals(
        List.of("prontera", "geffen", "1@tower"),
        file.toProxyConfig(ProxyConfig.defaults()).p2p().zones());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          coordinator | timeout_seconds        | 0           | a whole number from 1 to 3600
          coordinator | timeout_seconds        | 3601        | a whole number from 1 to 3600
          coordinator | timeout_seconds        | 1.5         | a whole number from 1 to 3600
          coordinator | timeout_seconds        | "30"        | a whole number from 1 to 3600
          coordinator | rest_api_url           | 7           | a text in quotes
          coordinator | rest_api_url           | "localhost" | http:// or https://
          coordinator | rest_api_url           | "ftp://h/"  | http:// or https://
          coordinator | rest_api_url           | "http://"   | http:// or https://
          coordinator | websocket_url          | "http://h/" | ws:// or wss://
          coordinator | fallback_urls          | "http://h/" | a list of at most 8 addresses
          coordinator | fallback_urls          | [7]         | addresses in quotes
          coordinator | fallback_urls          | ["ws://h/"] | http:// or https://
          security    | allow_plain_http       | "yes"       | true or false
          security    | jwt_token              | 7           | a text in quotes
          server      | address                | "h:0"       | 'h:0' has no valid port: write a number from 1 to 65535 behind the colon
          server      | address                | "http://h"  | 'http://h' is not a server address: write HOST or HOST:PORT
          server      | address                | 7           | a text in quotes
          listen      | address                | "h:x"       | 'h:x' has no valid port
          client      | packetver              | "2021"      | '2021' is not a client date: write YYYYMMDD or YYYYMMDD:main
          client      | packetver              | 20211103    | a text in quotes
          client      | keys                   | "maybe"     | 'maybe' says nothing about packet keys: write auto, off or K1,K2,K3 in hexadecimal
          client      | charset                | "klingon"   | 'klingon' is no character set that is known here: write one such as windows-1252, EUC-KR or UTF-8
          client      | charset                | "a b"       | 'a b' is no character set that is known here
          words       | enabled                | "no"        | true or false
          words       | command                | "~"         | '~' cannot be typed as a command: write 2 to 16 ASCII characters without a blank, such as ~p2p
          words       | command                | "~p 2"      | '~p 2' cannot be typed as a command
          page        | enabled                | 1           | true or false
          page        | port                   | 0           | a whole number from 1 to 65535
          p2p         | stun_servers           | "h"         | a list of at most 16 servers
          p2p         | stun_servers           | ["h:0"]     | 'h:0' has no valid port
          p2p         | enabled                | "yes"       | true or false
          p2p         | max_peers              | 0           | a whole number from 1 to 1000
          p2p         | max_peers              | 1001        | a whole number from 1 to 1000
          p2p         | max_peers              | 99999999999 | a whole number from 1 to 1000
          p2p         | movement               | "fast"      | "server" or "mirror" or "offload"
          p2p         | privacy                | "none"      | "direct" or "relay"
          p2p         | port_mapping           | "on"        | true or false
          p2p         | nat_probing            | "on"        | true or false
          routing     | command_symbols        | ""          | 1 to 8 of
          routing     | command_symbols        | "a@"        | 1 to 8 of
          routing     | command_symbols        | "@@@@@@@@@" | 1 to 8 of
          routing     | chat_range             | 0           | a whole number from 1 to 14
          routing     | chat_range             | 15          | a whole number from 1 to 14
          routing     | view_range             | 51          | a whole number from 1 to 50
          routing     | walk_packet            | "0086"      | "move" or "entry"
          security    | certificate_validation | 1           | true or false
          zones       | p2p_enabled_zones      | "prontera"  | a list of map names
          zones       | p2p_enabled_zones      | [7]         | map names in quotes
          zones       | p2p_enabled_zones      | ["a b"]     | is not a map name
          logging     | level                  | "loud"      | trace, debug, info, warn or error
          logging     | level                  | 3           | a text in quotes
          logging     | console_output         | "no"        | true or false
          logging     | file                   | false       | a text in quotes
          """)
  void aWrongValueIsNamedWithWhatIsAllowed(String section, String key, String value, String allowed)
      throws IOException {
    ConfigFile file = file("{\"%s\": {\"%s\": %s}}".formatted(section, key, value));
    ConfigProblem problem =
        assertThrows(
            ConfigProblem.class,
            () -> {
              file.toProxyConfig(ProxyConfig.defaults());
              file.logging();
            });
    String sentence = problem.getMessage();
    assertTrue(sentence.contains("p2p_config.json"), sentence);
    assertTrue(sentence.contains(section + "." + key), sentence);
    assertTrue(sentence.contains(value.replaceAll("[\\[\\]\"]", "")), sentence);
    assertTrue(sentence.contains(allowed), sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  @ParameterizedTest(name = "line {0}, column {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 | 1 | no
          2 | 3 | {~  p2p: {}}
          3 | 3 | {~  "p2p": {}~  "zones": {}}
          2 | 8 | {~  "a": @}
          """)
  void brokenJsonIsShownWhereItBreaks(int line, int column, String text) throws IOException {
    Path path = Files.writeString(folder.resolve("p2p_config.json"), text.replace('~', '\n'));
    String sentence = assertThrows(ConfigProblem.class, () -> ConfigFile.read(path)).getMessage();
    assertTrue(sentence.contains("line " + line + ", column " + column), sentence);
    assertTrue(sentence.contains("p2p_config.json"), sentence);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``          | not a JSON object
          []          | not a JSON object
          7           | not a JSON object
          {} rubbish  | not valid JSON
          {"a":1}}    | not valid JSON
          """)
  void whatIsNoConfigurationIsSaidSo(String text, String said) throws IOException {
    Path path = Files.writeString(folder.resolve("p2p_config.json"), text);
    String sentence = assertThrows(ConfigProblem.class, () -> ConfigFile.read(path)).getMessage();
    assertTrue(sentence.contains(said), sentence);
  }

  @Test
  void aFileThatIsNotThereOrTooLargeIsSaidSo() throws IOException {
    Path missing = folder.resolve("missing.json");
    assertTrue(
        assertThrows(ConfigProblem.class, () -> ConfigFile.read(missing))
            .getMessage()
            .contains("missing.json cannot be read"));
    assertTrue(
        assertThrows(ConfigProblem.class, () -> ConfigFile.read(folder))
            .getMessage()
            .contains("cannot be read"));
    Path large = Files.write(folder.resolve("large.json"), new byte[(1 << 20) + 1]);
    assertTrue(
        assertThrows(ConfigProblem.class, () -> ConfigFile.read(large))
            .getMessage()
            .contains("larger than 1 MiB"));
  }

  /** The file that ships changes nothing as it is, and knows every key and example. */
  @Test
  void theFileThatShipsExplainsEveryKey() throws IOException {
    Path shipped = SHIPPED;
    ConfigFile asItIs = ConfigFile.read(shipped);
    assertEquals(ProxyConfig.defaults(), asItIs.toProxyConfig(ProxyConfig.defaults()));
    assertEquals(ConfigFile.none().logging(), asItIs.logging());

    String examples =
        Files.readString(shipped).replaceAll("(?m)^ *(?:// )?(\"\\w+\": [^{\n]*?),?$", "$1,");
    ConfigFile all = file(examples);
    assertEquals("your-server.example", server(all).getHostString());
    assertEquals("logs/p2p_dll.log", all.logging().file());
    assertEquals(List.of(), all.warnings());
    for (String key : ConfigFile.known()) {
      String name = '"' + key.substring(key.indexOf('.') + 1) + "\":";
      assertTrue(examples.contains(name), key + " is not explained");
    }
  }

  @Test
  void serverClientWordsAndPageMayStandInTheFile() throws IOException {
    ConfigFile file =
        file(
            """
            {"server": {"address": "play.example"}, "listen": {"address": "0.0.0.0:7000"},
             "client": {"packetver": "20180704:main", "keys": "1,2,3", "charset": "euc-kr", "folder": "C:\\\\RO"},
             "p2p": {"stun_servers": ["stun.example", "192.0.2.1:5000"]},
             "words": {"enabled": false, "command": "!net"}, "page": {"enabled": false, "port": 7001},
             "coordinator": {"last_game_server": "last.example:1", "last_client_date": "20200401"}}
            """);
    ProxyConfig config = file.toProxyConfig(ProxyConfig.defaults());
    assertEquals(InetSocketAddress.createUnresolved("play.example", 6900), config.server());
    assertEquals(new InetSocketAddress("0.0.0.0", 7000), config.listen());
    assertEquals("20180704:main", config.packetVersion().toString());
    assertEquals(KeyChoice.parse("1,2,3"), config.keys());
    assertEquals(
        List.of(
            InetSocketAddress.createUnresolved("stun.example", 3478),
            InetSocketAddress.createUnresolved("192.0.2.1", 5000)),
        config.p2p().stunServers());
    assertEquals(
        new ProxyConfig.Display(
            Charset.forName("EUC-KR"),
            new ProxyConfig.Words(false, "!net"),
            new ProxyConfig.Page(false, 7001)),
        config.display());
    assertEquals("C:\\RO", file.gameFolder());
    assertTrue(file.namesClientDate());
    assertEquals(
        new NamedGame(
            Optional.of(InetSocketAddress.createUnresolved("last.example", 1)),
            Optional.of(PacketVersion.parse("20200401"))),
        file.lastNamed());
    file.logging();
    assertEquals(List.of(), file.warnings());
  }

  @Test
  void aDateThatIsLeftToTheProxyIsNone() throws IOException {
    ConfigFile file =
        file("{\"client\": {\"packetver\": \"Auto\"}, \"server\": {\"address\": null}}");
    assertEquals(ProxyConfig.defaults(), file.toProxyConfig(ProxyConfig.defaults()));
    assertFalse(file.namesClientDate());
  }

  private static InetSocketAddress server(ConfigFile file) {
    return file.toProxyConfig(ProxyConfig.defaults()).server();
  }

  private ConfigFile file(String text) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("p2p_config.json"), text));
  }

  @Test
  void anExampleOfTheShippedFileHoldsOnceItsSlashesAreTakenAway() throws IOException {
    String text = Files.readString(SHIPPED);
    List<String> examples = text.lines().filter(line -> line.strip().startsWith("// \"")).toList();
    List<String> keys =
        examples.stream().filter(line -> line.strip().matches("// \"[a-z_0-9]+\": .*")).toList();
    assertTrue(keys.size() >= 6, keys::toString);
    for (String example : keys) {
      Path changed =
          Files.writeString(
              folder.resolve("p2p_config.json"), text.replace(example, example.replace("// ", "")));
      ConfigFile file = ConfigFile.read(changed);
      file.toProxyConfig(ProxyConfig.defaults());
      file.logging();
      assertEquals(List.of(), file.warnings(), example);
    }
  }
}
