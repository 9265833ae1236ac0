package org.rop2p.coordinator.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.SessionStore.Reservation;
import org.rop2p.coordinator.session.SessionStore.Sighted;

class InMemorySessionStoreTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** One session of two players a zone. */
  private final InMemorySessionStore store =
      new InMemorySessionStore(new Capacity(1, 2), new Ids());

  @Test
  void aTicketServesOnceAndOnlyItsAccount() {
    String ticket = ticket(ANNA, "prontera", NOON);
    assertEquals(Optional.empty(), store.redeem(ticket, Optional.of(BERT), NOON).result());
    assertTrue(store.redeem(ticket, Optional.of(ANNA), NOON).result().isPresent());
    assertEquals(Optional.empty(), store.redeem(ticket, Optional.of(ANNA), NOON).result());
  }

  @Test
  void aTicketExpiresWithItsPlaceAndItsSession() {
    String ticket = ticket(ANNA, "prontera", NOON);
    Instant justInTime = NOON.plus(InMemorySessionStore.TICKET_LIFETIME).minusMillis(1);
    assertEquals(1, store.sessions(justInTime).result().size());
    Instant tooLate = justInTime.plusMillis(1);
    assertEquals(List.of(), store.sessions(tooLate).result());
    assertEquals(Optional.empty(), store.redeem(ticket, Optional.empty(), tooLate).result());
  }

  @Test
  void aNewerReservationVoidsTheOlder() {
    String older = ticket(ANNA, "prontera", NOON);
    String newer = ticket(ANNA, "geffen", NOON);
    assertEquals(Optional.empty(), store.redeem(older, Optional.empty(), NOON).result());
    assertTrue(store.redeem(newer, Optional.empty(), NOON).result().isPresent());
    assertEquals(List.of("geffen"), zones());
  }

  @Test
  void joiningAgainKeepsThePlaceInAFullZone() {
    Membership anna = join(ANNA, "prontera");
    join(BERT, "prontera");
    assertInstanceOf(
        Reservation.Full.class, store.reserve(CARA, "prontera", print(CARA), NOON).result());
    Membership again = join(ANNA, "prontera");
    assertEquals(anna.sessionId(), again.sessionId());
    assertEquals(2, store.sessions(NOON).result().get(0).players());
  }

  @Test
  void thePlaceIsFreedWithTheLastRightToIt() {
    Membership anna = join(ANNA, "prontera");
    ticket(ANNA, "prontera", NOON);
    store.leave(anna, NOON);
    assertEquals(List.of("prontera"), zones(), "the reservation holds it");
    store.leave(ANNA, anna.sessionId(), NOON);
    assertEquals(List.of(), zones());
  }

  @Test
  void changingZonesEndsWhatWasInTheOld() {
    Membership anna = join(ANNA, "prontera");
    Membership bert = join(BERT, "prontera");
    meet(anna, bert);
    String ticket = ticket(ANNA, "geffen", NOON);
    assertEquals(Optional.of(print(ANNA)), store.introduced(anna, BERT).result(), "still there");
    SessionStore.Redeemed moved =
        store.redeem(ticket, Optional.of(ANNA), NOON).result().orElseThrow();
    assertEquals(List.of(BERT), moved.replaced().parted());
    assertEquals(Optional.empty(), store.introduced(anna, BERT).result());
    assertEquals(Optional.empty(), store.introduced(bert, ANNA).result());
    store.sees(moved.membership(), new Sees(List.of(BERT), List.of()));
    assertEquals(
        Optional.empty(), store.introduced(bert, ANNA).result(), "they are in different zones");
  }

  @Test
  void whatComesLateFromAnOldMembershipChangesNothing() {
    Membership old = join(ANNA, "prontera");
    Membership anna = join(ANNA, "prontera");
    Membership bert = join(BERT, "prontera");
    meet(anna, bert);
    assertInstanceOf(
        Sighted.NotJoined.class, store.sees(old, new Sees(List.of(), List.of(BERT))).result());
    assertEquals(List.of(), store.leave(old, NOON).result().parted());
    assertEquals(Optional.of(print(ANNA)), store.introduced(anna, BERT).result());
  }

  @Test
  void aViewHasABound() {
    Membership anna = join(ANNA, "prontera");
    List<Integer> crowd = IntStream.rangeClosed(1, Limits.MAX_SEES).boxed().toList();
    assertInstanceOf(Sighted.Changed.class, store.sees(anna, new Sees(crowd, List.of())).result());
    assertInstanceOf(
        Sighted.TooMany.class, store.sees(anna, new Sees(List.of(BERT), List.of())).result());
    assertInstanceOf(
        Sighted.Changed.class, store.sees(anna, new Sees(List.of(BERT), List.of(1))).result());
  }

  private String ticket(int account, String zone, Instant now) {
    Reservation reservation = store.reserve(account, zone, print(account), now).result();
    return assertInstanceOf(Reservation.Reserved.class, reservation).ticket();
  }

  private Membership join(int account, String zone) {
    return store
        .redeem(ticket(account, zone, NOON), Optional.of(account), NOON)
        .result()
        .orElseThrow()
        .membership();
  }

  private void meet(Membership one, Membership other) {
    store.sees(one, new Sees(List.of(other.accountId()), List.of()));
    Sighted met = store.sees(other, new Sees(List.of(one.accountId()), List.of())).result();
    assertEquals(
        new Sighted.Changed(
            List.of(new SessionStore.Peer(one.accountId(), one.fingerprint())), List.of()),
        met);
  }

  private List<String> zones() {
    return store.sessions(NOON).result().stream().map(SessionInfo::zone).toList();
  }

  private static String print(int account) {
    return String.format("%064x", account);
  }
}
