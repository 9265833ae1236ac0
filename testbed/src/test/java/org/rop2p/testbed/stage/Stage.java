package org.rop2p.testbed.stage;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.testbed.process.RunningCoordinator;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.StandInBuilder;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.testbed.server.Timing;

/**
 * A game server of one era and two or three players on it, side by side in the town, each behind a
 * proxy. One more may come who has none. All of them are game masters.
 */
public final class Stage implements AutoCloseable {
  /** One way to the server: a link between neighbours is faster by far. */
  private static final Duration LATENCY = Duration.ofMillis(30);

  /** A character stays so long after an abrupt drop: long enough to be spoken to. */
  private static final Duration LINGER = Duration.ofMillis(1_500);

  private static final List<String> CAST = List.of("anna", "bert", "carl");
  private static final String BYSTANDER = "dora";

  private final Era era;
  private final StandInServer server;
  private final RunningCoordinator coordinator;
  private final URI api;
  private final List<PlayerAtHome> players = new ArrayList<>();
  private Player bystander;

  /**
   * Starts everything; players are on their way into the game when this returns.
   *
   * @param size of the cast: 2 or 3
   */
  public Stage(Era era, Backstage backstage, int size) throws InterruptedException {
    this.era = era;
    StandInBuilder setup =
        StandInServer.builder()
            .packetVersion(era.version())
            .keys(era.keys())
            .timing(Timing.DEFAULT.withLinger(LINGER));
    account(setup, "anna", "Anna", 'F', 0);
    account(setup, "bert", "Bert", 'M', 1);
    account(setup, "carl", "Carl", 'M', 2);
    account(setup, BYSTANDER, "Dora", 'F', 3);
    server = setup.start();
    coordinator = era.hasWebTokens() ? backstage.askingWebServerOf(server) : null;
    api = coordinator == null ? backstage.trustingApi() : coordinator.api();
    for (String user : CAST.subList(0, size)) {
      players.add(PlayerAtHome.start(user, era, server, api, backstage.stun()));
    }
  }

  /** {@code place} cells east of the spawn. */
  private static void account(
      StandInBuilder setup, String user, String character, char sex, int place) {
    setup
        .account(user, Player.PASSWORD, character, sex)
        .spawn(
            DefaultWorld.TOWN, DefaultWorld.SPAWN.cell().x() + place, DefaultWorld.SPAWN.cell().y())
        .latency(LATENCY)
        .gameMaster();
  }

  /** The REST root of the coordinator, where the era has one of its own. */
  public URI coordinator() {
    return coordinator.api();
  }

  /**
   * What the coordinator's admin does.
   *
   * @param method of HTTP
   * @param path below {@code admin/}
   * @param body JSON, or empty
   */
  public void admin(String method, String path, String body)
      throws IOException, InterruptedException {
    Backstage.admin(api, method, path, body);
  }

  public StandInServer server() {
    return server;
  }

  public PlayerAtHome anna() {
    return players.get(0);
  }

  public PlayerAtHome bert() {
    return players.get(1);
  }

  /** Only in a cast of three. */
  public PlayerAtHome carl() {
    return players.get(2);
  }

  /** Those behind proxies. */
  public List<PlayerAtHome> players() {
    return List.copyOf(players);
  }

  /** Waits until everybody is in the game and each proxy linked to all others. */
  public void meet() throws InterruptedException {
    for (PlayerAtHome player : players) {
      player.joins(players.size() - 1);
    }
    for (PlayerAtHome player : players) {
      for (PlayerAtHome other : players) {
        if (other != player) {
          player.seesAppear(other);
        }
      }
    }
  }

  /** Somebody without a proxy comes, and is there and seen when this returns. */
  public Player bystander() throws InterruptedException {
    bystander = new Player(BYSTANDER, era, server, Backstage.loopback(server.loginPort()));
    bystander.entersGame();
    for (PlayerAtHome player : players) {
      player.seesAppear(bystander);
    }
    return bystander;
  }

  @Override
  public void close() {
    if (bystander != null) {
      bystander.close();
    }
    players.forEach(PlayerAtHome::close);
    if (coordinator != null) {
      coordinator.close();
    }
    server.close();
  }
}
