package org.rop2p.testbed.documents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.GameConfig;
import org.rop2p.coordinator.config.Listening;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.stun.StunServer;

/** What the documents call your server: a game, a STUN server and a coordinator on loopback. */
final class Surroundings implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final String ADMIN_TOKEN = "the admin of these documents' server";

  /** What a document writes, and what it is here; in this order, word by word. */
  private static final String MEANINGS =
      """
      https://your-server.example:8001 = http://127.0.0.1:{coordinator}
      http://HOST:8001 = http://127.0.0.1:{coordinator}
      localhost:8001 = 127.0.0.1:{coordinator}
      your-server.example = 127.0.0.1:{game}
      your-server.com 6900 = 127.0.0.1 {game}
      scripts/play --server = scripts/play --listen 127.0.0.1:0 --page 0 --server
      play --page 7000 = play --page 0
      setup-client DIR = setup-client game
      setup-client FOLDER = setup-client game
      setup-client "C:\\Games\\RO" = setup-client game
      replay DIR = replay {root}/testbed/recordings/mapserver-move
      --evidence FILE = --evidence evidence.jsonl
      verify-evidence FILE = verify-evidence evidence.jsonl
      --config FILE = --config conf/coordinator.yaml
      --packetver DATE = --packetver 20211103
      fuzz SECONDS = fuzz 10
      """;

  private static final String SETTINGS =
      """
      {
        "server": { "address": "127.0.0.1:{game}" },
        "listen": { "address": "127.0.0.1:{listen}" },
        "coordinator": { "rest_api_url": "http://127.0.0.1:{coordinator}/api/v1" },
        "p2p": { "port_mapping": false },
        "page": { "port": {page} }
      }
      """;

  private static final String CLIENT_INFO =
      """
      <?xml version="1.0" encoding="euc-kr" ?>
      <clientinfo>
        <connection><address>your-server.example</address><port>6900</port></connection>
      </clientinfo>
      """;

  /** Says so where the program says what it has to say. */
  private static final String BROWSER =
      "#!/bin/sh\necho \"The browser shows $1\" >/proc/$PPID/fd/1\n";

  private final StandInServer game = StandInServer.builder().start();
  private final StunServer stun;
  private final Coordinator coordinator;

  Surroundings() throws IOException {
    stun = StunServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    CoordinatorConfig config =
        CoordinatorConfig.DEVELOPMENT.with(
            draft -> {
              draft.listening = Listening.LOOPBACK.at(0);
              draft.adminToken = ADMIN_TOKEN;
              draft.stunServers = List.of("stun:127.0.0.1:" + stun.port());
              draft.game =
                  new GameConfig(
                      Optional.of("127.0.0.1:" + game.loginPort()),
                      Optional.empty(),
                      Optional.empty());
            });
    coordinator =
        Coordinator.start(config)
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** A terminal in an empty folder, which is furnished. */
  Terminal sitDown(Path folder) throws Exception {
    Place place = Place.in(folder);
    place.put(
        "conf/p2p_config.json",
        fill(SETTINGS).replace("{listen}", freePort()).replace("{page}", freePort()));
    Path yaml = folder.resolve("conf/coordinator.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("port: 8001", "port: 0"));
    place.put("game/Ragexe.exe", "");
    place.put("game/clientinfo.xml", CLIENT_INFO);
    place.put("evidence.jsonl", SignedEvidence.line() + "\n");
    place.putProgram("bin/xdg-open", BROWSER);
    return new Terminal(
        folder,
        Map.of(
            "coordinator",
            fill("http://127.0.0.1:{coordinator}/api/v1"),
            "ADMIN_TOKEN",
            ADMIN_TOKEN));
  }

  /** What somebody types who has read that line. */
  String meant(String line) {
    String typed = line;
    for (String meaning : MEANINGS.lines().toList()) {
      String[] sides = meaning.split(" = ", 2);
      typed = typed.replace(sides[0], fill(sides[1]));
    }
    return typed;
  }

  private String fill(String text) {
    return text.replace("{game}", Integer.toString(game.loginPort()))
        .replace("{coordinator}", Integer.toString(coordinator.port()))
        .replace("{root}", DocumentedCommands.ROOT.toString());
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  @Override
  public void close() {
    coordinator
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
    stun.close();
    game.close();
  }
}
