package org.rop2p.proxy.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;

/** What has happened between two looks at the characters, in words. Pure. */
final class Changes {
  private Changes() {}

  /** Oldest first; none when nothing has changed that a person cares about. */
  static List<Happening> between(
      List<OwnCharacter> before, List<OwnCharacter> after, long atMillis) {
    List<Happening> happened = new ArrayList<>();
    Map<Integer, OwnCharacter> last = new HashMap<>();
    before.forEach(character -> last.put(character.accountId(), character));
    for (OwnCharacter now : after) {
      OwnCharacter then = last.remove(now.accountId());
      if (then == null) {
        happened.add(
            new Happening(atMillis, false, "%s plays in %s.".formatted(now.name(), now.zone())));
      } else {
        changes(then, now, atMillis, happened);
      }
    }
    for (OwnCharacter gone : last.values()) {
      happened.add(new Happening(atMillis, false, "%s has left.".formatted(gone.name())));
    }
    return happened;
  }

  private static void changes(
      OwnCharacter then, OwnCharacter now, long atMillis, List<Happening> happened) {
    boolean moved = !then.zone().equals(now.zone());
    if (then.state() != now.state() || (moved && now.state() != OwnCharacter.State.JOINING)) {
      boolean worse =
          then.state() == OwnCharacter.State.UP && now.state() == OwnCharacter.State.OFF;
      happened.add(new Happening(atMillis, worse, now.sentence()));
    } else if (!moved && !then.lanes().equals(now.lanes())) {
      happened.add(
          new Happening(atMillis, false, "%s: %s".formatted(now.zone(), inWords(now.lanes()))));
    }
    Map<Integer, Neighbour> around = new HashMap<>();
    then.players().forEach(player -> around.put(player.accountId(), player));
    for (Neighbour player : now.players()) {
      Neighbour.Way way = player.way();
      Neighbour known = around.get(player.accountId());
      Neighbour.Way was = known == null ? Neighbour.Way.SERVER : known.way();
      if (was != way) {
        happened.add(new Happening(atMillis, way == Neighbour.Way.SERVER, linked(player, way)));
      }
    }
  }

  private static String linked(Neighbour player, Neighbour.Way way) {
    String rtt = player.rttMillis().isPresent() ? ", " + player.rttMillis().getAsInt() + " ms" : "";
    return switch (way) {
      case DIRECT -> "Linked to %s directly%s.".formatted(player.name(), rtt);
      case RELAY -> "Linked to %s through a relay%s.".formatted(player.name(), rtt);
      case SERVER ->
          "The link to %s is gone; the server carries everything.".formatted(player.name());
    };
  }

  /** What a zone allows, for a person. */
  static String inWords(ZoneLanes lanes) {
    return "chat %s, emotes %s, walks %s."
        .formatted(inWords(lanes.chat()), inWords(lanes.emote()), inWords(lanes.movement()));
  }

  private static String inWords(Lane lane) {
    return switch (lane) {
      case SERVER -> "by the server only";
      case MIRROR -> "by the server and directly";
      case OFFLOAD -> "directly, by the server when in doubt";
    };
  }
}
