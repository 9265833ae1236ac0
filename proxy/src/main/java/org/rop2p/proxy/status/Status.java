package org.rop2p.proxy.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.CharacterView.Seen;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.words.Standing;

/**
 * All that the page shows, at one moment. Immutable.
 *
 * @param server {@code host:port}, empty before the first run is done
 * @param listen where the game connects, {@code host:port}
 * @param problem why the proxy does not play, one sentence; empty if there is none
 * @param notices what else is wrong now, the worst first
 * @param charset of names
 * @param happenings oldest first
 * @param log oldest first
 */
public record Status(
    String version,
    long atMillis,
    boolean playing,
    String problem,
    List<Trouble> notices,
    String server,
    String listen,
    ClientDate client,
    P2p p2p,
    Charset charset,
    Game game,
    List<CharacterView> characters,
    ProxyStats stats,
    List<Happening> happenings,
    List<String> log) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Longer than any sentence of ours with a server's name in it. */
  private static final int MAX_NOTICE = 500;

  /**
   * The client date in use.
   *
   * @param source {@code set}, {@code found} or {@code default}
   * @param why sentences
   */
  public record ClientDate(String date, String branch, String source, List<String> why) {}

  /**
   * Links to others.
   *
   * @param on whether any can be made
   * @param wanted the player's own switch
   * @param privacy {@code direct} or {@code relay}
   * @param coordinator without a path, empty if there is none
   */
  public record P2p(
      boolean on, boolean wanted, String sentence, String privacy, String coordinator) {}

  /**
   * What plays through it.
   *
   * @param clients how many are connected to a map server
   * @param unseen why their characters are not among those shown, and what to do, one sentence;
   *     empty if they are
   */
  public record Game(int clients, String unseen) {}

  /** One line of JSON, as the page reads it. */
  public String toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", version)
        .put("now_ms", atMillis)
        .put("mode", playing ? "playing" : "setup")
        .put("problem", problem.isEmpty() ? null : problem)
        .put("server", server)
        .put("listen", listen);
    ArrayNode wrong = json.putArray("notices");
    notices.forEach(
        notice ->
            wrong
                .addObject()
                .put("topic", label(notice.topic()))
                .put("level", notice.topic().isVital() ? "bad" : "warn")
                .put("text", cut(notice.sentence())));
    ObjectNode date = json.putObject("client");
    date.put("date", client.date()).put("branch", client.branch()).put("source", client.source());
    client.why().forEach(date.putArray("why")::add);
    json.putObject("p2p")
        .put("on", p2p.on())
        .put("switch", p2p.wanted())
        .put("sentence", p2p.sentence())
        .put("privacy", p2p.privacy())
        .put("coordinator", p2p.coordinator());
    json.putObject("game")
        .put("clients", game.clients())
        .put("unseen", game.unseen().isEmpty() ? null : game.unseen());
    ArrayNode all = json.putArray("characters");
    characters.forEach(character -> into(all.addObject(), character));
    ObjectNode kinds = json.putObject("kinds");
    for (Map.Entry<Kind, ProxyStats.KindStats> kind : stats.kinds().entrySet()) {
      ProxyStats.KindStats counted = kind.getValue();
      kinds
          .putObject(label(kind.getKey()))
          .put("sent", counted.sent())
          .put("offloaded", counted.offloaded())
          .put("mirrored", counted.mirrored())
          .put("server", counted.server())
          .put("shown_from_peer", counted.shownFromPeer())
          .put("server_copies_dropped", counted.serverCopiesDropped());
    }
    ArrayNode links = json.putArray("links");
    stats
        .links()
        .forEach(
            link ->
                links
                    .addObject()
                    .put("remote", link.remoteFingerprint())
                    .put("path", link.path())
                    .put("setup_ms", link.setupMillis())
                    .put("rtt_ms", link.rttMillis()));
    ArrayNode events = json.putArray("events");
    happenings.forEach(
        happening ->
            events
                .addObject()
                .put("at_ms", happening.atMillis())
                .put("level", happening.warning() ? "warn" : "info")
                .put("text", happening.text()));
    log.forEach(json.putArray("log")::add);
    return json.toString();
  }

  private void into(ObjectNode json, CharacterView character) {
    json.put("account", character.account())
        .put("name", text(character.name()))
        .put("zone", character.zone())
        .put("state", label(character.standing()))
        .put("sentence", character.standing().sentence());
    put(json, character.at().orElse(null));
    ObjectNode policy = json.putObject("policy");
    for (Kind kind : Kind.values()) {
      policy.put(label(kind), label(character.lanes().of(kind)));
    }
    ArrayNode players = json.putArray("players");
    for (Seen player : character.players()) {
      ObjectNode each = players.addObject();
      each.put("account", player.account())
          .put("name", text(player.name()))
          .put("lane", player.reach().label());
      put(each, player.at());
      put(each, "rtt_ms", player.rttMillis());
      put(each, "earlier_ms", player.earlierMillis());
    }
  }

  private static String label(Standing standing) {
    return switch (standing.state()) {
      case UP -> "up";
      case JOINING -> "joining";
      case NOT_HERE -> "server_only";
      case COORDINATOR_LOST, OFF_BY_ADMIN, OFF_BY_PLAYER, HELD_OFF, REFUSED -> "off";
    };
  }

  /** What others write into it may be as long as they like. */
  private static String cut(String sentence) {
    return sentence.length() <= MAX_NOTICE ? sentence : sentence.substring(0, MAX_NOTICE) + "…";
  }

  private String text(RawText name) {
    return new String(name.toBytes(), charset);
  }

  private static void put(ObjectNode json, Cell at) {
    if (at == null) {
      json.putNull("x").putNull("y");
    } else {
      json.put("x", at.x()).put("y", at.y());
    }
  }

  private static void put(ObjectNode json, String key, OptionalInt value) {
    if (value.isPresent()) {
      json.put(key, value.getAsInt());
    } else {
      json.putNull(key);
    }
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The counters of a proxy that has not begun. */
  public static ProxyStats nothing() {
    return new ProxyStats(null, Map.of(), List.of(), Map.of(), Map.of());
  }
}
