package org.rop2p.proxy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rop2p.proxy.config.ProxyConfig.Movement;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
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

  private static final int MAX_PEERS = 1_000;
  private static final int MAX_TIMEOUT_SECONDS = 3_600;
  private static final int MIN_TRANSITION_MILLIS = 100;
  private static final int MAX_TRANSITION_MILLIS = 600_000;

  /** More cells than any server shows; beyond it a range is a slip of the finger. */
  private static final int MAX_RANGE = 50;

  private static final int MAX_SYMBOLS = 8;

  /** Trying them all must not take long. */
  private static final int MAX_FALLBACKS = 8;

  /** As the coordinator's limits have it. */
  private static final int MAX_JWT = 4_096;

  private static final String JWT = "[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+";

  /** Where logging goes. */
  public record LogSettings(String level, boolean console, String file) {}

  private final String name;
  private final JsonNode root;
  private final Set<String> used = new TreeSet<>();

  private ConfigFile(String name, JsonNode root) {
    this.name = name;
    this.root = root;
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

  /** What the file says, on top of {@code base}. */
  public ProxyConfig toProxyConfig(ProxyConfig base) {
    return base.withP2p(this::links).withRouting(routing(base.routing()));
  }

  private void links(P2pDraft p2p) {
    p2p.allowed = bool("p2p.enabled", p2p.allowed);
    p2p.coordinator = uri("coordinator.rest_api_url", Set.of("http", "https"), p2p.coordinator);
    p2p.signaling = uri("coordinator.websocket_url", Set.of("ws", "wss"), p2p.signaling);
    p2p.fallbacks = fallbacks(p2p.fallbacks);
    p2p.timeout =
        Duration.ofSeconds(
            integer(
                "coordinator.timeout_seconds",
                (int) p2p.timeout.toSeconds(),
                1,
                MAX_TIMEOUT_SECONDS));
    p2p.maxPeers = integer("p2p.max_peers", p2p.maxPeers, 1, MAX_PEERS);
    p2p.movement = choice("p2p.movement", Movement.class, p2p.movement);
    p2p.reach =
        new ProxyConfig.Reach(
            choice("p2p.privacy", Privacy.class, p2p.reach.privacy()),
            bool("p2p.port_mapping", p2p.reach.portMapping()),
            bool("p2p.nat_probing", p2p.reach.probing()));
    p2p.zones = zones(p2p.zones);
    p2p.zoneTransition =
        Duration.ofMillis(
            integer(
                "zones.zone_transition_timeout_ms",
                (int) p2p.zoneTransition.toMillis(),
                MIN_TRANSITION_MILLIS,
                MAX_TRANSITION_MILLIS));
    p2p.fallbackOnFailure = bool("zones.fallback_on_failure", p2p.fallbackOnFailure);
    ProxyConfig.Security security = p2p.security;
    p2p.security =
        new ProxyConfig.Security(
            bool("security.enable_encryption", security.seal()),
            bool("security.enable_authentication", security.authentication()),
            bool("security.certificate_validation", security.certificateValidation()),
            tlsVersion(security.tlsVersion()),
            jwtToken(security.jwtToken()),
            bool("security.allow_plain_http", security.plainHttp()));
  }

  private ProxyConfig.Routing routing(ProxyConfig.Routing base) {
    int view = integer("routing.view_range", base.viewRange(), 1, MAX_RANGE);
    return new ProxyConfig.Routing(
        commandSymbols(base.commandSymbols()),
        integer("routing.chat_range", Math.min(base.chatRange(), view), 1, view),
        view,
        choice("routing.walk_packet", WalkPacket.class, base.walkPacket()));
  }

  private String commandSymbols(String fallback) {
    String symbols = text("routing.command_symbols", fallback);
    if (!symbols.matches("\\p{Punct}{1," + MAX_SYMBOLS + "}")) {
      throw problem(
          "routing.command_symbols",
          '"' + symbols + '"',
          "1 to %d of !\"#$%%&'()*+,-./:;<=>?@[\\]^_`{|}~".formatted(MAX_SYMBOLS));
    }
    return symbols;
  }

  private String tlsVersion(String fallback) {
    String version = text("security.tls_version", null);
    if (version == null) {
      return fallback;
    }
    if (!version.equals("1.2") && !version.equals("1.3")) {
      throw problem("security.tls_version", version, "\"1.2\" or \"1.3\"");
    }
    return "TLSv" + version;
  }

  /** The problem's sentence leaves the token out. */
  private String jwtToken(String fallback) {
    String token = text("security.jwt_token", fallback).strip();
    if (!token.isEmpty() && (token.length() > MAX_JWT || !token.matches(JWT))) {
      throw problem(
          "security.jwt_token", "no token", "a JWT: three parts of letters, digits, - and _");
    }
    return token;
  }

  public LogSettings logging() {
    String level = text("logging.level", "info").toLowerCase(Locale.ROOT);
    if (!Set.of("trace", "debug", "info", "warn", "error").contains(level)) {
      throw problem("logging.level", level, "trace, debug, info, warn or error");
    }
    return new LogSettings(level, bool("logging.console_output", true), text("logging.file", null));
  }

  /** One sentence per key that means nothing; call after the values were read. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (var section : root.properties()) {
      if (!section.getValue().isObject()) {
        warnings.add(unknown(section.getKey()));
        continue;
      }
      for (var entry : section.getValue().properties()) {
        String path = section.getKey() + "." + entry.getKey();
        if (!used.contains(path)) {
          warnings.add(unknown(path));
        }
      }
    }
    return warnings;
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
    return checkedUri(what, text, Set.of("http", "https"));
  }

  private static URI checkedUri(String what, String text, Set<String> schemes) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // falls through to the sentence below
    }
    throw new IllegalArgumentException(
        "%s is '%s': write an address that begins with %s://"
            .formatted(what, text, String.join(":// or ", new TreeSet<>(schemes))));
  }

  private List<URI> fallbacks(List<URI> fallback) {
    JsonNode node = node("coordinator.fallback_urls");
    if (node == null) {
      return fallback;
    }
    if (!node.isArray() || node.size() > MAX_FALLBACKS) {
      throw problem(
          "coordinator.fallback_urls",
          node,
          "a list of at most %d addresses".formatted(MAX_FALLBACKS));
    }
    List<URI> urls = new ArrayList<>();
    for (JsonNode url : node) {
      if (!url.isTextual()) {
        throw problem("coordinator.fallback_urls", url, "addresses in quotes");
      }
      try {
        urls.add(httpUri("coordinator.fallback_urls", url.textValue()));
      } catch (IllegalArgumentException e) {
        throw new ConfigProblem(name + ": " + e.getMessage());
      }
    }
    return urls;
  }

  private List<String> zones(List<String> fallback) {
    JsonNode node = node("zones.p2p_enabled_zones");
    if (node == null) {
      return fallback;
    }
    if (!node.isArray()) {
      throw problem("zones.p2p_enabled_zones", node, "a list of map names");
    }
    List<String> zones = new ArrayList<>();
    for (JsonNode zone : node) {
      if (!zone.isTextual()) {
        throw problem("zones.p2p_enabled_zones", zone, "map names in quotes");
      }
      try {
        zones.add(zone(zone.asText()));
      } catch (IllegalArgumentException e) {
        throw problem("zones.p2p_enabled_zones", zone, "map names such as \"prontera\"");
      }
    }
    return zones;
  }

  private JsonNode node(String path) {
    used.add(path);
    JsonNode at = root;
    for (String key : path.split("\\.", -1)) {
      at = at.get(key);
      if (at == null || at.isNull()) {
        return null;
      }
    }
    return at;
  }

  private boolean bool(String path, boolean fallback) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isBoolean()) {
      throw problem(path, node, "true or false");
    }
    return node.booleanValue();
  }

  private int integer(String path, int fallback, int min, int max) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
      throw problem(path, node, "a whole number from %d to %d".formatted(min, max));
    }
    return node.intValue();
  }

  private String text(String path, String fallback) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isTextual()) {
      throw problem(path, node, "a text in quotes");
    }
    return node.textValue();
  }

  private <E extends Enum<E>> E choice(String path, Class<E> choices, E fallback) {
    String text = text(path, null);
    if (text == null) {
      return fallback;
    }
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    String allowed =
        Arrays.stream(choices.getEnumConstants())
            .map(choice -> '"' + choice.name().toLowerCase(Locale.ROOT) + '"')
            .collect(Collectors.joining(" or "));
    throw problem(path, '"' + text + '"', allowed);
  }

  private URI uri(String path, Set<String> schemes, URI fallback) {
    String text = text(path, null);
    if (text == null) {
      return fallback;
    }
    try {
      return checkedUri(path, text, schemes);
    } catch (IllegalArgumentException e) {
      throw new ConfigProblem(name + ": " + e.getMessage());
    }
  }

  private ConfigProblem problem(String path, Object value, String allowed) {
    return new ConfigProblem("%s: %s is %s, allowed is %s".formatted(name, path, value, allowed));
  }

  private String unknown(String path) {
    return "%s: unknown key %s is ignored: %s"
        .formatted(
            name,
            path,
            NearestKey.of(path, used)
                .map("did you mean %s?"::formatted)
                .orElse("check its spelling"));
  }
}
