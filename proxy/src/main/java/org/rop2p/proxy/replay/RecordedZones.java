package org.rop2p.proxy.replay;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/** The maps of a recorded session, and what a coordinator may allow on them. */
public final class RecordedZones {
  private static final Pattern MAP_FILE = Pattern.compile("([a-z0-9_@-]{1,11})\\.gat\0");

  private RecordedZones() {}

  /**
   * Policies under which every byte still arrives unchanged, by zone. Mirrored messages do; but
   * several players behind one proxy would hear each other from it, so theirs are the server's.
   */
  public static Map<String, String> policies(Recording recording, Protocol protocol) {
    Set<OptionalInt> players =
        recording.connections().stream()
            .filter(connection -> connection.kind() == ServerKind.MAP)
            .map(connection -> FramedConnection.of(connection, protocol).account())
            .collect(Collectors.toSet());
    String policy = players.size() > 1 ? "server" : "mirror";
    Map<String, String> policies = new HashMap<>();
    for (String zone : zones(recording)) {
      policies.put(zone, "{chat: %1$s, emote: %1$s, movement: %1$s}".formatted(policy));
    }
    return policies;
  }

  private static Set<String> zones(Recording recording) {
    Set<String> zones = new TreeSet<>();
    for (RecordedConnection connection : recording.connections()) {
      String bytes = new String(connection.serverToClient(), StandardCharsets.ISO_8859_1);
      Matcher names = MAP_FILE.matcher(bytes);
      while (names.find()) {
        zones.add(names.group(1));
      }
    }
    return zones;
  }
}
