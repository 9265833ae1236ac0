package org.rop2p.proxy.config;

import static org.rop2p.proxy.config.ProxyConfig.LOGIN_PORT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.config.ProxyConfig.WalkPacket;

/**
 * {@code p2p_config.json}: JSON with comments. Every key that is not known is warned about by name;
 * a value that is not allowed is refused.
 */
public final class ConfigFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Larger than any configuration a person writes. */
  private static final long MAX_BYTES = 1 << 20;

  /** More cells than any server shows; beyond it a range is a slip of the finger. */
  private static final int MAX_RANGE = 50;

  private static final int MAX_SYMBOLS = 8;

  private static final int MAX_PORT = 0xFFFF;

  /** A command is typed often. */
  private static final int MAX_WORD = 16;

  static final Set<String> HTTP = Set.of("http", "https");
  private static final String AUTO = "auto";
  private static final String CLIENT_DATE = "client.packetver";

  /** The key of the game server that the coordinator named last. */
  public static final String LAST_SERVER = "coordinator.last_game_server";

  /** The key of the client date that the coordinator named last. */
  public static final String LAST_DATE = "coordinator.last_client_date";

  /** Where logging goes. */
  public record LogSettings(String level, boolean console, String file) {}

  private final JsonKeys keys;

  private ConfigFile(String name, JsonNode root) {
    this.keys = new JsonKeys(name, root);
  }

  /** The absence of a file: all defaults. */
  public static ConfigFile none() {
    return new ConfigFile("(none)", JsonNodeFactory.instance.objectNode());
  }

  /**
   * Reads a file.
   *
   * @throws ConfigProblem when the file cannot be read or is not JSON
   */
  public static ConfigFile read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigProblem(file + " is larger than 1 MiB: that is no configuration file");
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw new ConfigProblem(
            file + " is not a JSON object: it must begin with { and end with }");
      }
      return new ConfigFile(file.toString(), root);
    } catch (JsonProcessingException e) {
      throw new ConfigProblem(
          "%s is not valid JSON in line %d, column %d: %s"
              .formatted(
                  file,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage().replaceFirst("(?s) *\\(start marker.*", "")));
    } catch (IOException e) {
      throw new ConfigProblem("%s cannot be read: check the path and its rights".formatted(file));
    }
  }

  /** Reads such files: comments, and commas too many, are allowed in them. Thread-safe. */
  public static JsonMapper json() {
    return JSON;
  }

  /** What the file says, on top of {@code base}. */
  public ProxyConfig toProxyConfig(ProxyConfig base) {
    return addresses(base)
        .withPacketVersion(keys.parsed(CLIENT_DATE, DateChoice::parse, base.packetVersion()))
        .withKeys(keys.parsed("client.keys", KeyChoice::parse, base.keys()))
        .withP2p(new P2pKeys(keys)::into)
        .withRouting(routing(base.routing()))
        .withDisplay(display(base.display()));
  }

  /** Whether the file names a client date; {@code auto} is none. */
  public boolean namesClientDate() {
    return !keys.text(CLIENT_DATE, AUTO).equalsIgnoreCase(AUTO);
  }

  /** Whether the file says how links are made. */
  public boolean namesPrivacy() {
    return keys.has("p2p.privacy");
  }

  /** The game's folder; empty if the file does not name it. */
  public String gameFolder() {
    return keys.text("client.folder", "");
  }

  /** What the coordinator said when it was asked last. */
  public NamedGame lastNamed() {
    return new NamedGame(
        Optional.ofNullable(
            keys.parsed(LAST_SERVER, text -> HostPort.parse(text, LOGIN_PORT), null)),
        Optional.ofNullable(keys.parsed(LAST_DATE, PacketVersion::parse, null)));
  }

  private ProxyConfig addresses(ProxyConfig base) {
    ProxyConfig served =
        base.withServer(
            keys.parsed("server.address", text -> HostPort.parse(text, LOGIN_PORT), base.server()));
    return served.withListen(keys.parsed("listen.address", HostPort::listen, base.listen()));
  }

  private ProxyConfig.Display display(ProxyConfig.Display base) {
    return new ProxyConfig.Display(
        keys.parsed("client.charset", ConfigFile::charset, base.charset()),
        new ProxyConfig.Words(
            keys.bool("words.enabled", base.words().enabled()),
            keys.parsed("words.command", ConfigFile::wordsCommand, base.words().command())),
        new ProxyConfig.Page(
            keys.bool("page.enabled", base.page().enabled()),
            keys.integer("page.port", base.page().port(), 1, MAX_PORT)));
  }

  private static Charset charset(String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no character set that is known here: write one such as windows-1252, EUC-KR or UTF-8"
              .formatted(text),
          e);
    }
  }

  /** The server takes no line that begins with a blank, and people see none at the end. */
  private static String wordsCommand(String text) {
    if (!text.matches("[!-~]{2," + MAX_WORD + "}")) {
      throw new IllegalArgumentException(
          "'%s' cannot be typed as a command: write 2 to %d ASCII characters without a blank, such as ~p2p"
              .formatted(text, MAX_WORD));
    }
    return text;
  }

  private ProxyConfig.Routing routing(ProxyConfig.Routing base) {
    int view = keys.integer("routing.view_range", base.viewRange(), 1, MAX_RANGE);
    return new ProxyConfig.Routing(
        commandSymbols(base.commandSymbols()),
        keys.integer("routing.chat_range", Math.min(base.chatRange(), view), 1, view),
        view,
        keys.choice("routing.walk_packet", WalkPacket.class, base.walkPacket()));
  }

  private String commandSymbols(String fallback) {
    String symbols = keys.text("routing.command_symbols", fallback);
    if (!symbols.matches("\\p{Punct}{1," + MAX_SYMBOLS + "}")) {
      throw keys.problem(
          "routing.command_symbols",
          '"' + symbols + '"',
          "1 to %d of !\"#$%%&'()*+,-./:;<=>?@[\\]^_`{|}~".formatted(MAX_SYMBOLS));
    }
    return symbols;
  }

  public LogSettings logging() {
    String level = keys.text("logging.level", "info").toLowerCase(Locale.ROOT);
    if (!Set.of("trace", "debug", "info", "warn", "error").contains(level)) {
      throw keys.problem("logging.level", level, "trace, debug, info, warn or error");
    }
    return new LogSettings(
        level, keys.bool("logging.console_output", true), keys.text("logging.file", null));
  }

  /** One sentence per key that means nothing. */
  public List<String> warnings() {
    return keys.warnings(known());
  }

  /** Every key that means something. */
  static Set<String> known() {
    ConfigFile file = none();
    file.toProxyConfig(ProxyConfig.defaults());
    file.logging();
    file.lastNamed();
    file.gameFolder();
    return file.keys.used();
  }

  /**
   * A map name as zones are written: lower case, without {@code .gat}.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public static String zone(String text) {
    String zone = text.strip().toLowerCase(Locale.ROOT);
    if (zone.endsWith(".gat")) {
      zone = zone.substring(0, zone.length() - 4);
    }
    if (!zone.matches("[a-z0-9_@-]{1,16}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a map name: write it as in /where, such as prontera");
    }
    return zone;
  }

  /**
   * An http or https address.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public static URI httpUri(String what, String text) {
    return JsonKeys.uri(what, text, HTTP);
  }
}
