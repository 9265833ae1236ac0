package org.rop2p.proxy.status;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.CharacterView.Seen;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

/**
 * What has happened between two looks at the characters, in words. Pure.
 *
 * @param charset of names
 */
record Changes(Charset charset) {

  /** Oldest first; none when nothing has changed that a person cares about. */
  List<Happening> between(List<CharacterView> before, List<CharacterView> after, long atMillis) {
    List<Happening> happened = new ArrayList<>();
    Map<Integer, CharacterView> last = new HashMap<>();
    before.forEach(character -> last.put(character.account(), character));
    for (CharacterView now : after) {
      CharacterView then = last.remove(now.account());
      if (then == null) {
        happened.add(
            new Happening(
                atMillis, false, "%s plays in %s.".formatted(text(now.name()), now.zone())));
      } else {
        changes(then, now, atMillis, happened);
      }
    }
    for (CharacterView gone : last.values()) {
      happened.add(new Happening(atMillis, false, "%s has left.".formatted(text(gone.name()))));
    }
    return happened;
  }

  private void changes(
      CharacterView then, CharacterView now, long atMillis, List<Happening> happened) {
    boolean moved = !then.zone().equals(now.zone());
    if (stateOf(now) != Standing.State.JOINING && (moved || stateOf(then) != stateOf(now))) {
      boolean worse = stateOf(then) == Standing.State.UP && !moved;
      happened.add(new Happening(atMillis, worse, now.standing().sentence()));
    } else if (!moved && !then.lanes().equals(now.lanes())) {
      happened.add(
          new Happening(atMillis, false, "%s: %s".formatted(now.zone(), inWords(now.lanes()))));
    }
    Map<Integer, Seen> around = new HashMap<>();
    then.players().forEach(player -> around.put(player.account(), player));
    for (Seen player : now.players()) {
      Presence.Reach reach = player.reach();
      Seen known = around.get(player.account());
      Presence.Reach was = known == null ? Presence.Reach.SERVER : known.reach();
      if (was != reach) {
        happened.add(
            new Happening(atMillis, reach == Presence.Reach.SERVER, linked(player, reach)));
      }
    }
  }

  private String linked(Seen player, Presence.Reach reach) {
    String rtt = player.rttMillis().isPresent() ? ", " + player.rttMillis().getAsInt() + " ms" : "";
    return switch (reach) {
      case DIRECT -> "Linked to %s directly%s.".formatted(text(player.name()), rtt);
      case RELAY -> "Linked to %s through a relay%s.".formatted(text(player.name()), rtt);
      case SERVER ->
          "The link to %s is gone; the server carries everything.".formatted(text(player.name()));
    };
  }

  private static Standing.State stateOf(CharacterView character) {
    return character.standing().state();
  }

  private String text(RawText name) {
    return new String(name.toBytes(), charset);
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
