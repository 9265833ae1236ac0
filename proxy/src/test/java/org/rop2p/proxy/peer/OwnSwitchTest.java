package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.proxy.peer.Street.Player;
import org.rop2p.proxy.play.Presence.Reach;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;
import org.rop2p.proxy.words.Standing.State;

/** Bob switches P2P off and on; Ann plays through proxy 6. */
class OwnSwitchTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;

  private final Street street = new Street(2);
  private Player bob;

  @BeforeEach
  void linked() {
    bob = street.new Player(BOB).in("prontera");
    assertEquals(new Standing(State.UP, "prontera", 0, 0), bob.presence.standing());
    meetsAnn();
  }

  @Test
  void offLeavesTheSessionAndEndsLinks() {
    street.ownSwitch.set(false);
    street.pass(50, bob);
    assertEquals("unlinked " + ANN, bob.told());
    assertEquals(ZoneLanes.OFF, bob.lanes);
    assertTrue(street.transport.last().closed);
    assertEquals(new ClientMessage.Leave(), bob.said(), "others are told that he is not there");
    assertEquals(new Standing(State.OFF_BY_PLAYER, "prontera", 0, 0), bob.presence.standing());
  }

  @Test
  void whatWasOnItsWayIntroducesNobody() {
    street.ownSwitch.set(false);
    street.pass(50, bob);
    bob.told();
    bob.meets(ANN, 6);
    assertEquals(1, street.transport.begun.size());
  }

  @Test
  void onAgainBeginsAnewWithoutAnotherLogin() {
    street.ownSwitch.set(false);
    street.pass(50, bob);
    street.ownSwitch.set(true);
    street.pass(50, bob);
    assertEquals(State.JOINING, bob.presence.standing().state());
    street.play();
    bob.coordinator.says(new ServerMessage.SessionJoined("session", "prontera", false));
    assertEquals(State.UP, bob.presence.standing().state());
    assertNotEquals(ZoneLanes.OFF, bob.lanes);
    bob.told();
    meetsAnn();
  }

  @Test
  void offHoldsInTheNextZone() {
    street.ownSwitch.set(false);
    street.pass(50, bob);
    int said = bob.coordinator.heard.size();
    bob.presence.mapEntered("geffen");
    street.pass(60_000, bob);
    street.play();
    assertEquals(new Standing(State.OFF_BY_PLAYER, "geffen", 0, 0), bob.presence.standing());
    assertTrue(
        bob.coordinator.heard.subList(said, bob.coordinator.heard.size()).stream()
            .allMatch(ClientMessage.Leave.class::isInstance));
  }

  @Test
  void onlyWhereBothWantIt() {
    bob.coordinator.says(new ServerMessage.Switched(false, "a test"));
    assertEquals(State.OFF_BY_ADMIN, bob.presence.standing().state());
    street.ownSwitch.set(false);
    street.pass(50, bob);
    assertEquals(State.OFF_BY_PLAYER, bob.presence.standing().state());
    street.ownSwitch.set(true);
    street.pass(50, bob);
    street.play();
    bob.coordinator.says(new ServerMessage.SessionJoined("session", "prontera", false));
    bob.coordinator.says(new ServerMessage.Switched(false, "a test"));
    assertEquals(ZoneLanes.OFF, bob.lanes);
    assertEquals(State.OFF_BY_ADMIN, bob.presence.standing().state());
    bob.coordinator.says(new ServerMessage.Switched(true, ""));
    assertEquals(State.UP, bob.presence.standing().state());
  }

  @Test
  void whoBeginsWhileItIsOffJoinsNothing() {
    street.ownSwitch.set(false);
    Player cid = street.new Player(2_000_003);
    cid.presence.mapEntered("prontera");
    street.pass(50, cid);
    street.play();
    assertFalse(cid.coordinator.heard.stream().anyMatch(ClientMessage.Join.class::isInstance));
    street.ownSwitch.set(true);
    street.pass(50, cid);
    street.play();
    assertTrue(cid.coordinator.heard.stream().anyMatch(ClientMessage.Join.class::isInstance));
  }

  private void meetsAnn() {
    bob.meets(ANN, 6);
    assertEquals(Reach.SERVER, bob.presence.reach(ANN));
    street.transport.last().open();
    assertEquals("linked " + ANN, bob.told());
    assertEquals(Reach.DIRECT, bob.presence.reach(ANN));
    assertEquals(new Standing(State.UP, "prontera", 1, 1), bob.presence.standing());
  }
}
