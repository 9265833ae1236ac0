package org.rop2p.proxy.play;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.HeadStart;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.steps.OthersSteps;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Makes a character's view of what its session knows. To be asked on the session's loop.
 *
 * @param headStart how much earlier peers' copies were shown
 */
record Viewer(
    WorldView world,
    OthersSteps others,
    Presence presence,
    RoutingRules rules,
    HeadStart headStart) {
  /** At this moment. */
  CharacterView view(long now) {
    OwnState own = world.own();
    return new CharacterView(
        own.accountId(),
        own.name(),
        own.zone(),
        Optional.ofNullable(own.motion()).map(motion -> motion.at(now)),
        presence.standing(),
        lanes(),
        players(now));
  }

  private ZoneLanes lanes() {
    return new ZoneLanes(lane(Kind.CHAT), lane(Kind.EMOTE), lane(Kind.MOVEMENT));
  }

  private Lane lane(Kind kind) {
    return others.allowed().of(kind).narrow(rules.widest().of(kind));
  }

  private List<CharacterView.Seen> players(long now) {
    return world.players().stream().map(player -> seen(player, now)).toList();
  }

  private CharacterView.Seen seen(PlayerInView player, long now) {
    int account = player.accountId();
    int rtt = presence.rttMillis(account);
    Cell at = others.drawn(account, now).orElseGet(() -> player.at(now));
    return new CharacterView.Seen(
        account,
        player.name(),
        at,
        presence.reach(account),
        rtt < 0 ? OptionalInt.empty() : OptionalInt.of(rtt),
        headStart.millis(account));
  }
}
