package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;

/** Why there are no links is said at the start, each reason in its own words. */
class P2pOffTest {
  @Test
  void nobodyConfiguredACoordinator() throws Exception {
    assertEquals(
        List.of("P2P is off: no coordinator is configured (--coordinator URL)"),
        told(ProxyConfig.defaults()));
  }

  @Test
  void thePlayerSwitchedItOff() throws Exception {
    assertEquals(
        List.of("P2P is off: p2p.enabled is false in the configuration, or --no-p2p was given"),
        told(
            ProxyConfig.defaults()
                .withP2p(p2p -> p2p.allowed = false)
                .withCoordinator(URI.create("http://127.0.0.1:1/api/v1"))));
  }

  @Test
  void itsCoordinatorWouldGetTokensInTheClear() throws Exception {
    assertEquals(
        List.of(
            "P2P is off, the game goes on over the server: http://192.0.2.1:8001/api/v1 would send"
                + " your login token in the clear: ask the admin for an https:// address, or set"
                + " security.allow_plain_http to true in a network that nobody else reads"),
        told(ProxyConfig.defaults().withCoordinator(URI.create("http://192.0.2.1:8001/api/v1"))));
  }

  private static List<String> told(ProxyConfig config) throws Exception {
    try (FakeServer game = new FakeServer();
        LogLines log = new LogLines()) {
      RoProxy.start(
              config.withServer(game.address()).withListen(new InetSocketAddress("127.0.0.1", 0)))
          .close();
      return log.beginning("P2P is off");
    }
  }
}
