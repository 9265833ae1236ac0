package org.rop2p.proxy.peer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZoneFilterTest {
  @Test
  void aZoneThatThePlayerLeftOutIsSaidOnce() {
    ZoneFilter filter = ZoneFilter.of(List.of("geffen"));
    assertFalse(filter.wanted("prontera"));
    assertEquals(
        Optional.of(
            "P2P is off in prontera: your own list of zones leaves it out"
                + " (zones.p2p_enabled_zones, --zones)"),
        filter.notice("prontera"));
    assertEquals(Optional.empty(), filter.notice("prontera"));
    assertTrue(filter.notice("payon").isPresent(), "another zone");
    assertEquals(Optional.empty(), filter.notice("geffen"));
  }

  @Test
  void anEmptyListLeavesNothingOut() {
    assertTrue(ZoneFilter.of(List.of()).wanted("prontera"));
    assertEquals(Optional.empty(), ZoneFilter.of(List.of()).notice("prontera"));
  }
}
