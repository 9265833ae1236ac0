package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

class MovablePresenceTest {
  private static final int ALICE = 2_000_001;
  private static final int BOB = 2_000_002;

  private final List<String> gone = new ArrayList<>();
  private final Recorded first = new Recorded();
  private final Recorded second = new Recorded();
  private final Player player = new Player();
  private final MovablePresence presence =
      new MovablePresence(at(first, 1), closed -> gone.add("gone"));

  @Test
  void everythingIsToldAnewAtTheNewPlace() {
    presence.open(player);
    presence.seen(false);
    presence.mapEntered("geffen");
    presence.appeared(ALICE);
    presence.mapEntered("prontera");
    presence.appeared(ALICE);
    presence.appeared(BOB);
    presence.vanished(ALICE);

    presence.moveTo(at(second, 2));

    assertEquals(List.of("open", "seen false", "entered prontera", "appeared " + BOB), second.told);
    assertEquals("close", first.told.get(first.told.size() - 1));
    assertTrue(gone.isEmpty(), "who moves has not gone");
  }

  @Test
  void whoWasLinkedIsNotLinkedAtTheNewPlaceUntilItSaysSo() {
    presence.open(player);
    first.listener.linked(ALICE);
    first.listener.linked(BOB);
    first.listener.unlinked(BOB);
    player.heard.clear();

    presence.moveTo(at(second, 2));
    assertEquals(List.of("unlinked " + ALICE), player.heard);

    second.listener.linked(ALICE);
    assertEquals(List.of("unlinked " + ALICE, "linked " + ALICE), player.heard);
  }

  @Test
  void whatComesFromThePlaceThatWasLeftIsNotHeard() {
    presence.open(player);
    presence.moveTo(at(second, 2));
    first.listener.linked(ALICE);
    first.listener.muted(ALICE, true);
    first.listener.lanes(null);
    assertTrue(player.heard.isEmpty());
    assertEquals(Integer.MAX_VALUE, first.listener.distance(ALICE));
    assertEquals(7, second.listener.distance(ALICE));
  }

  @Test
  void signsWithTheKeyThatIsAttestedWhereItIs() {
    assertArrayEquals(new byte[] {1}, presence.sign(new byte[0]));
    presence.moveTo(at(second, 2));
    assertArrayEquals(new byte[] {2}, presence.sign(new byte[0]));
  }

  @Test
  void nothingIsHeardAfterTheEnd() {
    presence.open(player);
    presence.close();
    first.listener.linked(ALICE);
    assertTrue(player.heard.isEmpty());
    assertEquals(List.of("gone"), gone);
  }

  @Test
  void whereNobodyCanBeReachedNobodyIsLinked() {
    presence.open(player);
    first.listener.linked(ALICE);
    presence.moveTo(
        new MovablePresence.Place(new Absence(Standing.State.JOINING), message -> message));
    assertEquals(List.of("linked " + ALICE, "unlinked " + ALICE), player.heard);
    assertFalse(presence.linked(ALICE));
    assertEquals(-1, presence.rttMillis(ALICE));
  }

  private static MovablePresence.Place at(Recorded place, int key) {
    return new MovablePresence.Place(place, message -> new byte[] {(byte) key});
  }

  private static final class Player implements Presence.Listener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void lanes(ZoneLanes allowed) {
      heard.add("lanes");
    }

    @Override
    public void muted(int accountId, boolean muted) {
      heard.add("muted " + accountId);
    }

    @Override
    public void peerSays(PeerMessage message) {
      heard.add("said");
    }

    @Override
    public void linked(int accountId) {
      heard.add("linked " + accountId);
    }

    @Override
    public void unlinked(int accountId) {
      heard.add("unlinked " + accountId);
    }

    @Override
    public int distance(int accountId) {
      return 7;
    }
  }

  private static final class Recorded implements Presence {
    final List<String> told = new ArrayList<>();
    Listener listener;

    @Override
    public void open(Listener hearer) {
      listener = hearer;
      told.add("open");
    }

    @Override
    public void mapEntered(String zone) {
      told.add("entered " + zone);
    }

    @Override
    public void appeared(int accountId) {
      told.add("appeared " + accountId);
    }

    @Override
    public void vanished(int accountId) {
      told.add("vanished " + accountId);
    }

    @Override
    public void seen(boolean byOthers) {
      told.add("seen " + byOthers);
    }

    @Override
    public boolean linked(int accountId) {
      return true;
    }

    @Override
    public int rttMillis(int accountId) {
      return 20;
    }

    @Override
    public void send(PeerMessage message) {
      told.add("send");
    }

    @Override
    public void offended(int accountId, String reason) {
      told.add("offended " + reason);
    }

    @Override
    public Optional<Attested> attested(int accountId) {
      return Optional.empty();
    }

    @Override
    public void tick(long now) {}

    @Override
    public void close() {
      told.add("close");
    }
  }
}
