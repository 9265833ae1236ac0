package org.rop2p.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
  private static final List<String> KNOWN =
      List.of("p2p.enabled", "p2p.privacy", "p2p.max_peers", "zones.p2p_enabled_zones");

  @ParameterizedTest
  @CsvSource({
    "p2p.privcay, p2p.privacy",
    "p2p.enable, p2p.enabled",
    "p2pp.enabled, p2p.enabled",
    "zones.max_peers, p2p.max_peers",
    "privacy, p2p.privacy",
    "maxpeers, p2p.max_peers",
    "p2p.colour, ''",
    "x, ''",
    "'', ''",
  })
  void whatWasMeant(String written, String meant) {
    assertEquals(meant, NearestKey.of(written, KNOWN).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"101, ''", "1000000, ''"})
  void whatNobodyWroteByHandIsNotCompared(int length, String meant) {
    assertEquals(meant, NearestKey.of("e".repeat(length), KNOWN).orElse(""));
  }
}
