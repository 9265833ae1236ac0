package org.rop2p.testbed.process;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a coordinator of a test is told. Immutable.
 *
 * @param webPort of the server that confirms web auth tokens; 0: everybody is believed
 * @param stunPort on loopback; 0: none
 * @param zones by map name, the YAML of its policies: {@code {chat: mirror}}; empty: all zones
 * @param host where it listens
 * @param more other keys below {@code coordinator:}, with their YAML
 */
public record CoordinatorSettings(
    int webPort,
    int stunPort,
    Map<String, String> zones,
    InetAddress host,
    Map<String, String> more) {
  private static final int SECRET_BYTES = 32;

  public CoordinatorSettings {
    zones = Map.copyOf(zones);
    more = Map.copyOf(more);
  }

  public CoordinatorSettings(int webPort, int stunPort, Map<String, String> zones) {
    this(webPort, stunPort, zones, Map.of());
  }

  public CoordinatorSettings(
      int webPort, int stunPort, Map<String, String> zones, Map<String, String> more) {
    this(webPort, stunPort, zones, InetAddress.getLoopbackAddress(), more);
  }

  String yaml(int port) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    StringBuilder yaml =
        new StringBuilder(
            """
            coordinator:
              host: %s
              port: %d
              require_authentication: %b
            """
                .formatted(host.getHostAddress(), port, webPort != 0));
    if (!more.containsKey("stun_servers")) {
      yaml.append(
          "  stun_servers: [%s]\n"
              .formatted(stunPort == 0 ? "" : "\"stun:127.0.0.1:" + stunPort + "\""));
    }
    if (!more.containsKey("jwt_secret")) {
      yaml.append("  jwt_secret: \"%s\"\n".formatted(HexFormat.of().formatHex(secret)));
    }
    more.forEach((key, value) -> yaml.append("  %s: %s\n".formatted(key, value)));
    if (webPort != 0) {
      yaml.append(
          "auth:\n  rathena_web_url: http://%s:%d\n".formatted(host.getHostAddress(), webPort));
    }
    if (!zones.isEmpty()) {
      yaml.append("zones:\n");
      yaml.append(
          zones.entrySet().stream()
              .map(zone -> "  " + zone.getKey() + ": " + zone.getValue() + "\n")
              .collect(Collectors.joining()));
    }
    return yaml.toString();
  }
}
