package org.rop2p.coordinator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code turn_servers} and {@code turn_secret}. */
final class TurnSection {
  private static final String FORM = "turn:HOST or turn:HOST:PORT";

  private static final Pattern URL =
      Pattern.compile(
          "turn:([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[1-9][0-9]{0,4})?(\\?transport=udp)?");

  /** TURN over TCP or TLS, which browsers use, too: such an entry is nobody's mistake. */
  private static final Pattern NOT_UDP = Pattern.compile("turns:.+|turn:.+\\?transport=tcp");

  private TurnSection() {}

  static TurnServers of(Section coordinator, Section.Notes notes) {
    String secret = coordinator.secret("turn_secret");
    List<TurnServers.Server> servers = new ArrayList<>();
    for (Section entry : coordinator.sections("turn_servers", "url")) {
      server(entry, secret, notes, servers);
      entry.warnOfUnknownKeys();
    }
    if (servers.size() > TurnServers.MAX) {
      notes.warning(
          "coordinator.turn_servers has "
              + servers.size()
              + " entries, of which players are told the first "
              + TurnServers.MAX);
    }
    return new TurnServers(servers.stream().limit(TurnServers.MAX).toList(), secret);
  }

  private static void server(
      Section entry, String secret, Section.Notes notes, List<TurnServers.Server> into) {
    String url =
        entry.text(
            "url",
            "",
            text -> URL.matcher(text).matches() || NOT_UDP.matcher(text).matches(),
            FORM);
    String username = entry.secret("username");
    String credential = entry.secret("credential");
    if (url.isEmpty()) {
      if (!entry.has("url")) {
        notes.problem("coordinator.turn_servers: an entry has no url, which must be " + FORM);
      }
    } else if (NOT_UDP.matcher(url).matches()) {
      notes.warning(
          "coordinator.turn_servers: "
              + url
              + " is left out, as players speak TURN over UDP only: name it as "
              + FORM
              + " if it listens there, too");
    } else if (username.isEmpty() != credential.isEmpty()) {
      notes.problem(
          "coordinator.turn_servers: "
              + url
              + " needs both username and credential, or neither and coordinator.turn_secret");
    } else if (username.isEmpty() && secret.isEmpty()) {
      notes.warning(
          "coordinator.turn_servers: "
              + url
              + " is left out, as nobody could log in there: give it username and credential, or"
              + " coordinator.turn_secret the static-auth-secret of its turnserver.conf");
    } else {
      into.add(new TurnServers.Server(url.replace("?transport=udp", ""), username, credential));
    }
  }
}
