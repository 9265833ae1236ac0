package org.rop2p.proxy.world;

import java.util.List;
import org.rop2p.codec.event.ServerEvent;

/**
 * What one event of the server has changed. Immutable.
 *
 * @param before the player concerned as known before, null when none or not in view
 * @param after the same player as known now, null when none or out of view
 * @param changes in the order in which they happened
 */
public record Observation(
    ServerEvent event,
    PlayerInView before,
    PlayerInView after,
    OwnState ownBefore,
    OwnState ownAfter,
    List<WorldEvent> changes) {

  public Observation {
    changes = List.copyOf(changes);
  }

  /** Whether the event is about the own character as a unit. */
  public boolean isOwn() {
    return event instanceof ServerEvent.OfUnit unit && ownAfter.isUnit(unit.unitId());
  }
}
