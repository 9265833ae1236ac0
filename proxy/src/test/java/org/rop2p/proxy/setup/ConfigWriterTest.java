package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ProxyConfig;

class ConfigWriterTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} with {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": {"b": 1}}                        | a.b | x    | {"a": {"b": "x"}}
          {"a": {"b": [1, {"b": 2}], "c": 3}}    | a.b | x    | {"a": {"b": "x", "c": 3}}
          {"a": {"b": {"b": 2}}}                 | a.b | x    | {"a": {"b": "x"}}
          {"a": {"b": "old", // b~ "c": 1}}      | a.b | x    | {"a": {"b": "x", // b~ "c": 1}}
          {"a": {"b" : true /* b */ }}           | a.b | x    | {"a": {"b" : "x" /* b */ }}
          {"a": {"b": 12,}}                      | a.b | x    | {"a": {"b": "x",}}
          {"z": {"b": 1}, "a": {"b": -1.5e3}}    | a.b | x    | {"z": {"b": 1}, "a": {"b": "x"}}
          {"a": {"b": "a\\"}b"}}                 | a.b | x    | {"a": {"b": "x"}}
          {"a": {"b": 1}}                        | a.b | C:\\a"b | {"a": {"b": "C:\\\\a\\"b"}}
          {"a": {"b": 1}}                        | a.b |      | {"a": {"b": null}}
          {"a": null}                            | a.b | x    | {"a": {~    "b": "x"~  }}
          {"a": {"c": 1}}                        | a.b | x    | {"a": {~    "b": "x","c": 1}}
          {"a": {}}                              | a.b | x    | {"a": {~    "b": "x"~  }}
          {"a": {/* no "b": */}}                 | a.b | x    | {"a": {~    "b": "x"~  /* no "b": */}}
          {}                                     | a.b | x    | {~  "a": {~    "b": "x"~  }~}
          {# none~}                              | a.b | x    | {~  "a": {~    "b": "x"~  }~# none~}
          {"c": 1}                               | a.b | x    | {~  "a": {~    "b": "x"~  },"c": 1}
          """)
  void oneValueChangesAndNothingElse(String before, String path, String value, String after)
      throws IOException {
    assertEquals(after.replace('~', '\n'), JsonEdit.set(before.replace('~', '\n'), path, value));
  }

  @Test
  void theFirstTimeACommentedFileIsWritten() throws IOException {
    Path file = folder.resolve("conf").resolve("p2p_config.json");
    assertEquals(
        Outcome.done(file + " is written"),
        ConfigWriter.set(file, Map.of("server.address", "play.example:6900")));
    String text = Files.readString(file);
    assertTrue(text.startsWith("// Written by ro-p2p."), text);
    assertTrue(text.contains("    // Where you play."), text);
    ConfigFile read = ConfigFile.read(file);
    assertEquals(
        ProxyConfig.defaults().withServer(InetSocketAddress.createUnresolved("play.example", 6900)),
        read.toProxyConfig(ProxyConfig.defaults()));
    read.logging();
    assertEquals(List.of(), read.warnings());
  }

  @Test
  @SuppressWarnings("StringConcatToTextBlock") // its line ends are Windows'
  void whatAPersonWroteStays() throws IOException {
    Path file = folder.resolve("p2p_config.json");
    String mine =
        "// mine\r\n{\r\n  \"p2p\": {\"max_peers\": 7, /* few */ \"privacy\": \"direct\"},\r\n"
            + "  \"debug\": [1, 2,],\r\n}\r\n# end\r\n";
    Files.writeString(file, mine);
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("p2p.privacy", "relay");
    keys.put("server.address", null);
    assertTrue(ConfigWriter.set(file, keys).ok());
    assertEquals(mine.replace("\"direct\"", "\"relay\""), Files.readString(file));
    keys.put("coordinator.rest_api_url", "https://h/api/v1");
    ConfigWriter.set(file, keys);
    ProxyConfig read = ConfigFile.read(file).toProxyConfig(ProxyConfig.defaults());
    assertEquals(7, read.p2p().maxPeers());
    assertEquals(URI.create("https://h/api/v1"), read.p2p().coordinator());
    assertTrue(Files.readString(file).contains("# end"));
  }

  @Test
  void theFileThatShipsCanBeChanged() throws IOException {
    Path file = folder.resolve("p2p_config.json");
    String shipped = Files.readString(Path.of("..", "conf", "p2p_config.json"));
    Files.writeString(file, shipped);
    assertEquals(
        Outcome.done(file + " is written"),
        ConfigWriter.set(file, Map.of("server.address", "h:6900", "client.folder", "C:\\RO")));
    List<String> left = Files.readAllLines(file);
    assertTrue(left.containsAll(Arrays.asList(shipped.split("\n"))), "every line is still there");
    assertEquals("C:\\RO", ConfigFile.read(file).gameFolder());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"p2p": {
          hello
          []
          {} {}
          ``
          """)
  void whatCannotBeReadIsKeptBesideAndWrittenAnew(String broken) throws IOException {
    Path file = Files.writeString(folder.resolve("p2p_config.json"), broken);
    assertEquals(
        Outcome.done(
            file
                + " could not be read and is written anew; as it was it is kept as"
                + " p2p_config.json.before-ro-p2p"),
        ConfigWriter.set(file, Map.of("server.address", "h:6900")));
    assertEquals(broken, Files.readString(folder.resolve("p2p_config.json.before-ro-p2p")));
    assertEquals(
        6900, ConfigFile.read(file).toProxyConfig(ProxyConfig.defaults()).server().getPort());
  }

  @Test
  void aByteOrderMarkOfAnEditorIsNoProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("p2p_config.json"), "\uFEFF{\"a\": {}}");
    assertEquals(Outcome.done(file + " is written"), ConfigWriter.set(file, Map.of("a.b", "c")));
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("conf"), "").resolve("p2p_config.json");
    assertEquals(
        Outcome.failed(
            file
                + " cannot be written: check the rights of its folder, or move this program to a"
                + " folder of your own"),
        ConfigWriter.set(file, Map.of("server.address", "h:6900")));
  }

  @Test
  void aWriteThatFailsLeavesTheFileAndNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("p2p_config.json"), "{}");
    Files.createDirectory(folder.resolve("p2p_config.json.ro-p2p-new"));
    assertFalse(ConfigWriter.set(file, Map.of("server.address", "h:6900")).ok());
    assertEquals("{}", Files.readString(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }
}
