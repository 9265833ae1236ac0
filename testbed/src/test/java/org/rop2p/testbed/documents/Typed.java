package org.rop2p.testbed.documents;

import java.util.List;

/**
 * A documented command that is typed.
 *
 * @param command word by word as in the document
 * @param first what is typed before it
 * @param says what is in its output
 * @param endless whether it is interrupted, once it has said that and {@code then} is so
 * @param code how it ends
 * @param then what the shell finds to be so in the end
 */
record Typed(String command, String first, String says, boolean endless, int code, String then) {
  /** Of a program that a signal ends: 128 and SIGTERM. */
  private static final int TERMINATED = 143;

  private static final String NOTHING = "true";

  static final List<Typed> ALL =
      List.of(
          runs("./ro-p2p", "The browser shows http://127.0.0.1:"),
          runs("scripts/ro-p2p", "The browser shows http://127.0.0.1:"),
          runs("scripts/play", "The browser shows http://127.0.0.1:"),
          runs("ro-p2p play --server your-server.example", "Listening on 127.0.0.1:"),
          runs("ro-p2p play --join https://your-server.example:8001", "Listening on 127.0.0.1:")
              .then("grep last_game_server conf/p2p_config.json"),
          runs("scripts/play --join https://your-server.example:8001", "Listening on 127.0.0.1:")
              .then("grep last_game_server conf/p2p_config.json"),
          runs(
              "scripts/play --server your-server.example --coordinator"
                  + " https://your-server.example:8001/api/v1",
              "Listening on 127.0.0.1:"),
          runs("ro-p2p play --evidence FILE", "The page of this proxy is at")
              .then("scripts/verify-evidence evidence.jsonl"),
          runs("ro-p2p play --record DIR", "The page of this proxy is at").then("test -d DIR"),
          runs("ro-p2p play --stats FILE", "The page of this proxy is at").then("grep relay FILE"),
          ends("scripts/play --help", "Usage: ro-p2p play"),
          ends("ro-p2p --help", "Usage: ro-p2p"),
          ends("ro-p2p doctor", "All is well: you can play."),
          ends("ro-p2p doctor --config conf/p2p_config.json", "All is well: you can play."),
          ends("ro-p2p doctor --page 7000", "All is well: you can play."),
          runs("ro-p2p play --page 7000", "The page of this proxy is at"),
          ends("ro-p2p setup-client DIR", "points at the proxy")
              .then("grep '<address>127.0.0.1</address>' game/clientinfo.xml"),
          ends("ro-p2p setup-client \"C:\\Games\\RO\"", "points at the proxy")
              .then("grep '<address>127.0.0.1</address>' game/clientinfo.xml"),
          ends("ro-p2p setup-client FOLDER --undo", "is as it was before")
              .first("cp game/clientinfo.xml original && ro-p2p setup-client game")
              .then("cmp game/clientinfo.xml original"),
          ends("ro-p2p replay DIR", "\"blind\":0,\"mismatches\":0"),
          ends("scripts/replay DIR", "\"blind\":0,\"mismatches\":0"),
          ends("scripts/packets", "\n007D 2\n"),
          ends("scripts/packets --packetver DATE", "\n007D 2\n"),
          ends("scripts/verify-evidence FILE", "1 lines, 0 of them not OK"),
          runs("scripts/coordinator", "Coordinator listening on http://127.0.0.1:").code(0),
          runs("scripts/coordinator --config FILE", "Coordinator listening on http://127.0.0.1:")
              .code(0),
          ends("curl http://HOST:8001/api/v1/health", "\"status\":\"ok\""),
          ends("curl -fsS $coordinator/health", "\"status\":\"ok\""),
          ends("curl -fsS $coordinator/client-config", "\"p2p_enabled\":true"),
          ends("curl -fsS $coordinator/zones", "\"zones\":"),
          ends(
              "curl -sS -X POST $coordinator/sessions/join -d '{\"zone\":\"prontera\"}'",
              "unauthorized"),
          ends(
              "curl -fsS -H \"Authorization: Bearer $ADMIN_TOKEN\" localhost:8001/metrics",
              "rop2p_players"),
          ends("promtool check rules conf/alerts.yml", "SUCCESS"),
          ends("nc -z your-server.com 6900", ""),
          ends("openssl pkcs8 -topk8 -nocrypt -in old.key -out your-server.key", "")
              .first("openssl ecparam -name prime256v1 -genkey -noout -out old.key")
              .then("grep 'BEGIN PRIVATE KEY' your-server.key"),
          ends("java -version", " version \""));

  private static Typed ends(String command, String says) {
    return new Typed(command, NOTHING, says, false, 0, NOTHING);
  }

  private static Typed runs(String command, String says) {
    return new Typed(command, NOTHING, says, true, TERMINATED, NOTHING);
  }

  private Typed first(String line) {
    return new Typed(command, line, says, endless, code, then);
  }

  private Typed code(int value) {
    return new Typed(command, first, says, endless, value, then);
  }

  private Typed then(String line) {
    return new Typed(command, first, says, endless, code, line);
  }

  /** What must be installed. */
  String program() {
    return command.split(" ", 2)[0];
  }

  @Override
  public String toString() {
    return command;
  }
}
