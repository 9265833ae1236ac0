package org.rop2p.coordinator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;

class ZoneRulesTest {
  private static final ZonePolicy QUIET =
      new ZonePolicy(Policy.SERVER, Policy.SERVER, Policy.SERVER);

  @ParameterizedTest
  @CsvSource({
    "prontera, default, quiet",
    "geffen, default, none",
    "1@twr, none, none",
    "0012@twr, none, none",
    "2@cata, none, quiet",
  })
  void listedZonesAreExactOthersOpenButForInstances(String zone, String open, String listed) {
    assertEquals(policy(open), ZoneRules.OPEN.policyOf(zone));
    ZoneRules rules = new ZoneRules(Map.of("prontera", QUIET, "2@cata", QUIET));
    assertEquals(policy(listed), rules.policyOf(zone));
  }

  private static Optional<ZonePolicy> policy(String name) {
    return switch (name) {
      case "default" -> Optional.of(ZonePolicy.DEFAULT);
      case "quiet" -> Optional.of(QUIET);
      default -> Optional.empty();
    };
  }
}
