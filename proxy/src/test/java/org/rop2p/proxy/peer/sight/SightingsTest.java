package org.rop2p.proxy.peer.sight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;

class SightingsTest {
  private final Sightings seen = new Sightings();

  @Test
  void changesAreToldAtMostOnceASecond() {
    seen.appeared(1);
    seen.appeared(2);
    tells(0, List.of(1, 2), List.of());
    seen.vanished(1);
    seen.appeared(3);
    assertEquals(Optional.empty(), seen.due(999));
    tells(1_000, List.of(3), List.of(1));
    assertEquals(Optional.empty(), seen.due(10_000), "nothing new");
  }

  @Test
  void whoComesAndGoesWithinASecondIsNotWorthAWord() {
    tellsNothing(0);
    seen.appeared(1);
    seen.vanished(1);
    tellsNothing(1_000);
  }

  @Test
  void whatWasNotSentIsStillDue() {
    seen.appeared(1);
    assertTrue(seen.due(0).isPresent());
    assertTrue(seen.due(1).isPresent());
  }

  @Test
  void aNewMembershipHearsOfAllAtOnce() {
    seen.appeared(1);
    tells(0, List.of(1), List.of());
    seen.begin();
    tells(1, List.of(1), List.of());
  }

  @Test
  void thatNobodyIsInViewIsSaidToo() {
    seen.begin();
    tellsNothing(5_000);
    tellsNothing(5_999);
    tells(6_000, List.of(), List.of());
    tellsNothing(100_000);
  }

  @Test
  void butWhoHasJustComeIsGivenAMomentToSeeSomebody() {
    seen.begin();
    tellsNothing(5_000);
    seen.appeared(1);
    tells(5_050, List.of(1), List.of());
  }

  @Test
  void whoWasToldBeforeIsNotTakenBackOnlyLeftOut() {
    seen.appeared(1);
    seen.appeared(2);
    tells(0, List.of(1, 2), List.of());
    seen.begin();
    seen.vanished(1);
    tells(1, List.of(2), List.of());
  }

  @Test
  void anotherPlaceHasNobodyInView() {
    seen.appeared(1);
    tells(0, List.of(1), List.of());
    seen.nobodyInView();
    assertFalse(seen.inView(1));
    tells(1_000, List.of(), List.of(1));
  }

  @Test
  void whoIsHiddenReportsNobodyAndAfterwardsEverybody() {
    seen.appeared(1);
    tells(0, List.of(1), List.of());
    seen.keepSecret(true);
    seen.appeared(2);
    tells(1_000, List.of(), List.of(1));
    seen.begin();
    tellsNothing(2_000);
    tells(3_000, List.of(), List.of());
    seen.keepSecret(false);
    tells(4_000, List.of(1, 2), List.of());
  }

  @Test
  void moreThanTheCoordinatorTakesWaitUntilOthersHaveGone() {
    for (int account = 1; account <= Limits.MAX_SEES + 10; account++) {
      seen.appeared(account);
    }
    ClientMessage.Sees all = seen.due(0).orElseThrow();
    assertEquals(Limits.MAX_SEES, all.added().size());
    seen.told(all, 0);
    tellsNothing(1_000);
    seen.vanished(5);
    ClientMessage.Sees next = seen.due(2_000).orElseThrow();
    assertEquals(List.of(5), next.removed());
    assertEquals(1, next.added().size());
    assertTrue(next.added().get(0) > Limits.MAX_SEES);
  }

  private void tells(long now, List<Integer> added, List<Integer> removed) {
    ClientMessage.Sees sees = seen.due(now).orElseThrow();
    assertEquals(new ClientMessage.Sees(added, removed), sees);
    seen.told(sees, now);
  }

  private void tellsNothing(long now) {
    assertEquals(Optional.empty(), seen.due(now));
  }
}
