package org.rop2p.testbed.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rop2p.proxy.web.Page;

/** A page behind which nothing is but what a test says. Thread-safe. */
final class MadeUpPage implements Page {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode state = JSON.createObjectNode();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> acts = new ArrayList<>();

  MadeUpPage() {
    state
        .put("version", "1")
        .put("now_ms", System.currentTimeMillis())
        .put("mode", "playing")
        .put("server", "ragnarok.example:6900")
        .put("listen", "127.0.0.1:6900");
    state.putObject("client").put("date", "20211103").put("branch", "re").put("source", "found");
    state
        .putObject("p2p")
        .put("on", true)
        .put("switch", true)
        .put("sentence", "P2P is on.")
        .put("privacy", "direct")
        .put("coordinator", "https://ragnarok.example:8001");
    for (String list : List.of("notices", "characters", "links", "events", "log")) {
      state.putArray(list);
    }
    game(0, "");
    answers.put("setup", "{\"address\":\"\",\"folder\":\"\",\"privacy\":\"direct\"}");
  }

  synchronized void mode(String mode) {
    state.put("mode", mode);
  }

  /** Why the proxy does not play; empty: it does. */
  synchronized void problem(String sentence) {
    state.put("problem", sentence.isEmpty() ? null : sentence);
  }

  /**
   * One more thing is wrong.
   *
   * @param level {@code bad} or {@code warn}
   */
  synchronized void notice(String level, String topic, String sentence) {
    ((ArrayNode) state.get("notices"))
        .addObject()
        .put("topic", topic)
        .put("level", level)
        .put("text", sentence);
  }

  /** The oldest thing that is wrong is over. */
  synchronized void over() {
    ((ArrayNode) state.get("notices")).remove(0);
  }

  /** So many clients play, and perhaps why their characters are not shown. */
  final synchronized void game(int clients, String unseen) {
    state.putObject("game").put("clients", clients).put("unseen", unseen.isEmpty() ? null : unseen);
  }

  /** {@code on} is what is, {@code wanted} what the player wants. */
  synchronized void p2p(boolean on, boolean wanted, String sentence) {
    ((ObjectNode) state.get("p2p")).put("on", on).put("switch", wanted).put("sentence", sentence);
  }

  /** Another own character, in the middle of a map. */
  synchronized void character(int account, String name, String zone) {
    ObjectNode character = ((ArrayNode) state.get("characters")).addObject();
    character
        .put("account", account)
        .put("name", name)
        .put("zone", zone)
        .put("x", 100)
        .put("y", 100)
        .put("state", "up")
        .put("sentence", "P2P is up in " + zone + ".");
    character.putObject("policy").put("chat", "offload").put("movement", "mirror");
    character.putArray("players");
  }

  /** A player whom the first character sees, or sees elsewhere, so many cells east and north. */
  synchronized void player(int account, String name, int east, int north, String lane) {
    ArrayNode players = (ArrayNode) state.get("characters").get(0).get("players");
    ObjectNode player = null;
    for (JsonNode each : players) {
      player = each.get("account").asInt() == account ? (ObjectNode) each : player;
    }
    player = player == null ? players.addObject() : player;
    player
        .put("account", account)
        .put("name", name)
        .put("x", 100 + east)
        .put("y", 100 + north)
        .put("lane", lane);
    if (lane.equals("server")) {
      player.putNull("rtt_ms").putNull("earlier_ms");
    } else {
      player.put("rtt_ms", 23).put("earlier_ms", 140);
    }
  }

  synchronized void event(long atMillis, String text) {
    ((ArrayNode) state.get("events"))
        .addObject()
        .put("at_ms", atMillis)
        .put("level", "info")
        .put("text", text);
  }

  /** What a button, or a question of the page, is answered from now on. */
  void answers(String action, String json) {
    answers.put(action, json);
  }

  /** What the page has asked to be done, as {@code action {wish}}. */
  synchronized List<String> acts() {
    return List.copyOf(acts);
  }

  @Override
  public synchronized String state() {
    return state.toString();
  }

  @Override
  public String look(String what) throws NoSuchActionException {
    return answer(what);
  }

  @Override
  public String metrics() {
    return "";
  }

  @Override
  public String act(String action, JsonNode wish) throws NoSuchActionException {
    synchronized (this) {
      acts.add(action + " " + wish);
    }
    return answer(action);
  }

  private String answer(String action) throws NoSuchActionException {
    String answer = answers.get(action);
    if (answer == null) {
      throw new NoSuchActionException();
    }
    return answer;
  }
}
