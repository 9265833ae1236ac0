package org.rop2p.proxy.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * The world of one map connection, as the server shows it to this client. Confined to the session's
 * loop; all times are local monotonic milliseconds.
 */
public final class WorldView {
  private final ServerClock clock = new ServerClock();
  private final Crowd crowd = new Crowd();
  private final Surroundings surroundings = new Surroundings();
  private OwnState own;

  /** A world of which nothing is known but who looks at it, and on which map. */
  public WorldView(int accountId, RawText name, String zone) {
    this.own = OwnState.entering(accountId, name, zone);
  }

  public OwnState own() {
    return own;
  }

  /** The player with this account id, when in view. */
  public Optional<PlayerInView> player(int accountId) {
    return Optional.ofNullable(crowd.get(accountId));
  }

  /** Everybody in view, self excluded; a live view. */
  public Collection<PlayerInView> players() {
    return crowd.all();
  }

  /** Whether there were more players on this map than are kept: others may see and hear. */
  public boolean leftOut() {
    return crowd.leftOut();
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /** Whether the server has told its tick. */
  public boolean clockKnown() {
    return clock.known();
  }

  /** The server's tick now, as a client estimates it; only when {@link #clockKnown}. */
  public int serverTick(long now) {
    return clock.tick(now);
  }

  /**
   * The server's tick when it sent the frame that has just come, at the latest; 0 when the clock is
   * not known.
   */
  public int frameTick(long now) {
    return clock.known() ? clock.frameTick(now) : 0;
  }

  /** Takes in what the client asks for, as far as that alone changes something. */
  public void asked(ClientEvent event, long now) {
    if (event instanceof ClientEvent.TimeAsked) {
      clock.asked(now);
    }
    own = OwnChanges.asked(own, event);
  }

  /** Whether the server has shown a player muted, and passed on nothing of his since. */
  public boolean muted(int accountId) {
    return crowd.muted(accountId);
  }

  /**
   * A player's own proxy says that the server has stopped him on the way that it has told of, which
   * it tells nobody else. Until the server's next word of him both may be true.
   */
  public void stops(int accountId, Cell at) {
    crowd.stops(accountId, at);
  }

  /** Takes in what the server tells. */
  public Observation observe(ServerEvent event, long now) {
    OwnState ownBefore = own;
    PlayerInView before = concerned(event);
    own = OwnChanges.told(own, event, now);
    if (event instanceof ServerEvent.OfUnit unit) {
      if (!own.isUnit(unit.unitId())) {
        crowd.observe(unit, now);
        surroundings.observe(unit);
      }
    } else {
      onMap(event, now);
    }
    PlayerInView after = concerned(event);
    return new Observation(
        event, before, after, ownBefore, own, changes(event, before, after, ownBefore));
  }

  private void onMap(ServerEvent event, long now) {
    if (event instanceof ServerEvent.OwnWalkGranted walk) {
      clock.heard(walk.tick(), now);
    } else if (event instanceof ServerEvent.TimeAnswered time) {
      clock.answered(time.tick(), now);
    } else if (event instanceof ServerEvent.MapEntered entered) {
      clock.heard(entered.tick(), now);
    }
    if (placesAnew(event)) {
      crowd.clear();
      surroundings.clear();
    }
  }

  private PlayerInView concerned(ServerEvent event) {
    return event instanceof ServerEvent.OfUnit unit ? crowd.get(unit.unitId()) : null;
  }

  private List<WorldEvent> changes(
      ServerEvent event, PlayerInView before, PlayerInView after, OwnState ownBefore) {
    if (placesAnew(event)) {
      return List.of(new WorldEvent.MapEntered(own.zone()));
    }
    if (before == null && after != null) {
      return List.of(new WorldEvent.Appeared(after.accountId()));
    }
    if (before != null && after == null) {
      return List.of(new WorldEvent.Vanished(before.accountId()));
    }
    List<WorldEvent> changes = new ArrayList<>();
    if (own.muted() != ownBefore.muted()) {
      changes.add(new WorldEvent.MuteChanged());
    }
    if (!own.name().equals(ownBefore.name())) {
      changes.add(new WorldEvent.OwnNameChanged());
    }
    if (ownBefore.inChatRoom() && !own.inChatRoom()) {
      changes.add(new WorldEvent.ChatRoomLeft());
    }
    return changes;
  }

  private static boolean placesAnew(ServerEvent event) {
    return event instanceof ServerEvent.MapEntered || event instanceof ServerEvent.MapMoved;
  }
}
