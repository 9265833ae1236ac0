package org.rop2p.proxy.routing;

import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Who is surely in range of the own character. Pure. Near the edge of a range sender and server may
 * disagree, and everybody walks on until the server hears of it: such players are left to the
 * server.
 */
final class Audience {
  /** Two cells inside rAthena's 9. */
  static final int SURE_CHAT_RANGE = 7;

  /** Two cells inside rAthena's 14. */
  static final int SURE_VIEW_RANGE = 12;

  private Audience() {}

  /** Accounts within {@code range} cells now and still when the server will hear of it. */
  static List<Integer> within(int range, WorldView world, long serverDelay, long now) {
    OwnState own = world.own();
    List<Integer> accounts = new ArrayList<>();
    if (own.motion() == null) {
      return accounts;
    }
    Cell here = own.motion().at(now);
    Cell there = own.motion().at(now + serverDelay);
    for (PlayerInView player : world.players()) {
      if (here.distance(player.at(now)) <= range
          && there.distance(player.at(now + serverDelay)) <= range) {
        accounts.add(player.accountId());
      }
    }
    return accounts;
  }
}
