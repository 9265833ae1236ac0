package org.rop2p.testbed.era;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rop2p.coordinator.Coordinator;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.StandInServer;

/** A game server of one era and two players on it, each behind a proxy. */
final class Stage implements AutoCloseable {
  /** One way to the server: a link between neighbours is faster by far. */
  private static final Duration LATENCY = Duration.ofMillis(30);

  private final StandInServer server;
  private final Coordinator coordinator;
  private final PlayerAtHome anna;
  private final PlayerAtHome bert;

  Stage(Era era, Backstage backstage) throws InterruptedException {
    server =
        StandInServer.builder()
            .packetVersion(era.version())
            .keys(era.keys())
            .account("anna", PlayerAtHome.PASSWORD, "Anna", 'F')
            .latency(LATENCY)
            .gameMaster()
            .account("bert", PlayerAtHome.PASSWORD, "Bert", 'M')
            .spawn(DefaultWorld.TOWN, 157, 185)
            .latency(LATENCY)
            .gameMaster()
            .start();
    coordinator = era.hasWebTokens() ? backstage.askingWebServerOf(server) : null;
    URI api = coordinator == null ? backstage.trustingApi() : Backstage.api(coordinator);
    anna = new PlayerAtHome("anna", era, server, api, backstage.stun());
    bert = new PlayerAtHome("bert", era, server, api, backstage.stun());
  }

  StandInServer server() {
    return server;
  }

  PlayerAtHome anna() {
    return anna;
  }

  PlayerAtHome bert() {
    return bert;
  }

  List<PlayerAtHome> players() {
    return List.of(anna, bert);
  }

  @Override
  public void close() {
    anna.close();
    bert.close();
    if (coordinator != null) {
      Backstage.end(coordinator);
    }
    server.close();
  }
}
