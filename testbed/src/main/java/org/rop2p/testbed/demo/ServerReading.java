package org.rop2p.testbed.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Content;
import org.rop2p.testbed.oracle.Decision;
import org.rop2p.testbed.oracle.Presence;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.server.ServerEvent.ChatAccepted;
import org.rop2p.testbed.server.ServerEvent.ChatRefused;
import org.rop2p.testbed.server.ServerEvent.EmoteAccepted;
import org.rop2p.testbed.server.ServerEvent.EmoteRefused;
import org.rop2p.testbed.server.ServerEvent.Kicked;
import org.rop2p.testbed.server.ServerEvent.MapEntered;
import org.rop2p.testbed.server.ServerEvent.MapLeft;
import org.rop2p.testbed.server.ServerEvent.Moved;
import org.rop2p.testbed.server.ServerEvent.NpcFrame;
import org.rop2p.testbed.server.ServerEvent.PackEmoteAccepted;
import org.rop2p.testbed.server.ServerEvent.PackEmoteRefused;
import org.rop2p.testbed.server.ServerEvent.Reach;
import org.rop2p.testbed.server.ServerEvent.Refusal;
import org.rop2p.testbed.server.ServerEvent.State;
import org.rop2p.testbed.server.ServerEvent.StateChanged;
import org.rop2p.testbed.server.ServerEvent.WalkAccepted;
import org.rop2p.testbed.server.ServerEvent.WalkRefused;

/**
 * The stand-in's log in the oracle's terms.
 *
 * @param npcFrames by account, every frame of a dialogue as it came
 * @param kicks one sentence for each client the server threw out
 */
record ServerReading(
    List<Decision> decisions,
    Map<Integer, Presence> presence,
    Map<Integer, List<RawText>> npcFrames,
    List<String> kicks) {

  private static final Map<Reach, Fate> FATES =
      Map.of(
          Reach.PUBLIC, Fate.ACCEPTED,
          Reach.ROOM, Fate.CONFIDED,
          Reach.CHANNEL, Fate.REFUSED,
          Reach.COMMAND, Fate.REFUSED);

  static ServerReading of(List<ServerEvent> events) {
    List<Decision> decisions = new ArrayList<>();
    Map<Integer, Presence.Builder> places = new HashMap<>();
    Set<Integer> onMap = new HashSet<>();
    Map<Integer, List<RawText>> npcFrames = new HashMap<>();
    List<String> kicks = new ArrayList<>();
    for (ServerEvent event : events) {
      decide(event, decisions);
      place(event, places, onMap);
      if (event instanceof NpcFrame npc) {
        npcFrames.computeIfAbsent(npc.account(), key -> new ArrayList<>()).add(npc.frame());
      } else if (event instanceof Kicked kick) {
        kicks.add("the server threw out account " + kick.account() + ": " + kick.reason());
      }
    }
    Map<Integer, Presence> presence = new HashMap<>();
    places.forEach((account, builder) -> presence.put(account, builder.build()));
    return new ServerReading(decisions, presence, npcFrames, kicks);
  }

  private static void decide(ServerEvent event, List<Decision> decisions) {
    Content content;
    Fate fate;
    Set<Integer> told = Set.of();
    Cell from = null;
    if (event instanceof ChatAccepted chat) {
      content = new Content.Line(chat.text());
      fate = FATES.get(chat.reach());
      told = fate == Fate.REFUSED ? Set.of() : withAuthor(chat.audience(), chat.account());
    } else if (event instanceof ChatRefused chat) {
      content = new Content.Line(chat.text());
      fate = Fate.REFUSED;
    } else if (event instanceof EmoteAccepted emote) {
      content = new Content.Emote(emote.shown());
      fate = Fate.ACCEPTED;
      told = withAuthor(emote.audience(), emote.account());
    } else if (event instanceof EmoteRefused emote) {
      content = new Content.Emote(emote.type());
      fate = Fate.REFUSED;
    } else if (event instanceof PackEmoteAccepted emote) {
      content = new Content.Emote(emote.pack(), emote.emote());
      fate = Fate.ACCEPTED;
      told = withAuthor(emote.audience(), emote.account());
    } else if (event instanceof PackEmoteRefused emote) {
      content = new Content.Emote(emote.pack(), emote.emote());
      fate = Fate.REFUSED;
    } else if (event instanceof WalkAccepted walk) {
      content = new Content.Walk(walk.to());
      // A click on the own cell is answered to the walker alone.
      fate = walk.from().cell().equals(walk.to()) ? Fate.OVERTAKEN : Fate.ACCEPTED;
      told = walk.audience();
      from = walk.from().cell();
    } else if (event instanceof WalkRefused walk) {
      content = new Content.Walk(walk.to());
      fate = walk.why() == Refusal.SUPERSEDED ? Fate.OVERTAKEN : Fate.REFUSED;
    } else {
      return;
    }
    decisions.add(new Decision(event.account(), content, fate, event.nanos(), told, from));
  }

  private static Set<Integer> withAuthor(Set<Integer> audience, int author) {
    Set<Integer> all = new HashSet<>(audience);
    all.add(author);
    return all;
  }

  /** A position counts only while the client has the map loaded. */
  private static void place(
      ServerEvent event, Map<Integer, Presence.Builder> places, Set<Integer> onMap) {
    int account = event.account();
    if (event instanceof MapEntered entry) {
      onMap.add(account);
      builder(places, account).entered(entry.nanos(), entry.at().map(), entry.at().cell());
    } else if (event instanceof MapLeft left) {
      onMap.remove(account);
      builder(places, account).left(left.nanos());
    } else if (event instanceof Moved moved && onMap.contains(account)) {
      builder(places, account).moved(moved.nanos(), moved.at().map(), moved.at().cell());
    } else if (event instanceof StateChanged change && change.state() == State.HIDDEN) {
      builder(places, account).hidden(change.nanos(), change.on());
    }
  }

  private static Presence.Builder builder(Map<Integer, Presence.Builder> places, int account) {
    return places.computeIfAbsent(account, key -> Presence.builder());
  }
}
