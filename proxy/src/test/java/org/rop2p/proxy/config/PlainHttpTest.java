package org.rop2p.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainHttpTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "https://coordinator.example/api/v1,  '',                            true",
    "https://coordinator.example/api/v1,  wss://coordinator.example/ws,  true",
    "https://coordinator.example/api/v1,  ws://coordinator.example/ws,   false",
    "https://coordinator.example/api/v1,  ws://localhost/ws,             true",
    "http://coordinator.example/api/v1,   '',                            false",
    "HTTP://coordinator.example/api/v1,   '',                            false",
    "http://192.168.0.2:8001/api/v1,      '',                            false",
    "http://localhost:8001/api/v1,        '',                            true",
    "http://LOCALHOST:8001/api/v1,        '',                            true",
    "http://127.0.0.1:8001/api/v1,        '',                            true",
    "http://127.8.9.10:8001/api/v1,       '',                            true",
    "http://[::1]:8001/api/v1,            '',                            true",
    "http://[::2]:8001/api/v1,            '',                            false",
    "http://localhost.evil.example/,      '',                            false",
    "http://127.0.0.1.evil.example/,      '',                            false",
    "http://127.0.0.1@evil.example/,      '',                            false"
  })
  void tokensGoInTheClearToThisMachineOnly(String rest, String signaling, boolean usable) {
    ProxyConfig config =
        ProxyConfig.defaults()
            .withCoordinator(URI.create(rest))
            .withP2p(p2p -> p2p.signaling = signaling.isEmpty() ? null : URI.create(signaling));
    PlainHttp.Coordinators checked = PlainHttp.check(config.p2p());
    assertEquals(usable, !checked.usable().isEmpty());
    assertEquals(usable ? 0 : 1, checked.sentences().size());
    ProxyConfig allowed = config.withP2p(p2p -> p2p.security = p2p.security.withPlainHttp(true));
    assertEquals(List.of(URI.create(rest)), PlainHttp.check(allowed.p2p()).usable());
  }

  @Test
  void theOthersAreUsedAllTheSame() {
    URI open = URI.create("http://coordinator.example/api/v1");
    URI sealed = URI.create("https://coordinator.example/api/v1");
    ProxyConfig config = ProxyConfig.defaults().withCoordinators(List.of(open, sealed));
    PlainHttp.Coordinators checked = PlainHttp.check(config.p2p());
    assertEquals(List.of(sealed), checked.usable());
    assertTrue(checked.sentences().get(0).startsWith(open + " would send your login token"));
  }
}
