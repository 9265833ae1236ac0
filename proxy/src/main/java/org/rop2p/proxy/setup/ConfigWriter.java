package org.rop2p.proxy.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.rop2p.proxy.config.ConfigFile;

/**
 * Writes {@code p2p_config.json}: only the keys that are ours to set change, all else of the file,
 * comments too, stays as a person wrote it. What cannot be changed so is kept beside and written
 * anew.
 */
final class ConfigWriter {
  private static final String BOM = "\uFEFF";

  private static final String FRESH =
      """
      // Written by ro-p2p. Flags of the command line win over this file.
      {
        "server": {
          // Where you play. null: the coordinator says it at each start.
          "address": null
        },
        "listen": {
          // Where the game connects to the proxy.
          "address": "127.0.0.1:6900"
        },
        "client": {
          // The game's folder.
          "folder": ""
        },
        "coordinator": {
          // null: no P2P, the proxy only relays.
          "rest_api_url": null,
          // What it said last of the game, for when it does not answer.
          "last_game_server": null,
          "last_client_date": null
        },
        "p2p": {
          // With "direct" players near by get to know your IP address, with "relay" they do not.
          "privacy": "direct"
        }
      }
      """;

  private ConfigWriter() {}

  /**
   * Sets keys, {@code section.key}.
   *
   * @param file made if it is not there, and its folder
   * @param keys texts, or null: as if the key were absent
   */
  static Outcome set(Path file, Map<String, Object> keys) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        write(file, edited(FRESH, keys));
        return Outcome.done("%s is written".formatted(file));
      }
      byte[] old = Files.readAllBytes(file);
      String text;
      try {
        text = edited(decoded(old), keys);
      } catch (IOException e) {
        Path kept = Backup.place(file, old);
        AtomicFile.write(kept, old);
        write(file, edited(FRESH, keys));
        return Outcome.done(
            "%s could not be read and is written anew; as it was it is kept as %s"
                .formatted(file, kept.getFileName()));
      }
      write(file, text);
      return Outcome.done("%s is written".formatted(file));
    } catch (IOException e) {
      return Outcome.failed(
          "%s cannot be written: check the rights of its folder, or move this program to a folder of"
                  .formatted(file)
              + " your own");
    }
  }

  /** The text with these keys, and checked to differ in nothing else. */
  private static String edited(String text, Map<String, Object> keys) throws IOException {
    JsonNode before = ConfigFile.json().readTree(text);
    if (!(before instanceof ObjectNode expected)) {
      throw new IOException("no object");
    }
    String now = text;
    for (Map.Entry<String, Object> key : keys.entrySet()) {
      int dot = key.getKey().indexOf('.');
      String section = key.getKey().substring(0, dot);
      String name = key.getKey().substring(dot + 1);
      if (key.getValue() == null && !expected.path(section).has(name)) {
        continue;
      }
      now = JsonEdit.set(now, key.getKey(), key.getValue());
      ObjectNode parent =
          expected.get(section) instanceof ObjectNode there ? there : expected.putObject(section);
      parent.putPOJO(name, key.getValue());
    }
    JsonNode wanted = ConfigFile.json().readTree(expected.toString());
    if (!ConfigFile.json().readTree(now).equals(wanted)) {
      throw new IOException("not what was wanted");
    }
    return now;
  }

  private static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!AtomicFile.has(file, bytes)) {
      AtomicFile.write(file, bytes);
    }
  }

  private static String decoded(byte[] bytes) throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BOM) ? text.substring(1) : text;
  }
}
