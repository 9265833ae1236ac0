package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.proxy.routing.Lane;

class MutesTest {
  private static final int BOB = 1;
  private static final int ANN = 2;

  private final Mutes mutes = new Mutes(BOB);

  @ParameterizedTest
  @EnumSource(Lane.class)
  void whoIsMutedSpeaksByTheServerOnly(Lane policy) {
    assertEquals(policy, mutes.own(policy));
    mutes.muted(BOB, true);
    assertEquals(Lane.SERVER, mutes.own(policy));
    assertFalse(mutes.silences(ANN), "and hears others");
    mutes.muted(BOB, false);
    assertEquals(policy, mutes.own(policy));
  }

  @Test
  void othersAreNotShownFromLinksAndTheOwnWayStays() {
    assertTrue(mutes.muted(ANN, true));
    assertFalse(mutes.muted(ANN, true), "that is nothing new");
    assertTrue(mutes.silences(ANN));
    assertEquals(Lane.OFFLOAD, mutes.own(Lane.OFFLOAD));
    assertTrue(mutes.muted(ANN, false));
    assertFalse(mutes.silences(ANN));
  }
}
