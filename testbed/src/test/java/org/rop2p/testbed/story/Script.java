package org.rop2p.testbed.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.stats.ProxyStats.KindStats;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.server.ServerEvent.ChatAccepted;
import org.rop2p.testbed.server.ServerEvent.ChatRefused;
import org.rop2p.testbed.stage.Player;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/**
 * What is said on a stage, and what each screen must have shown of it at the end: every line once,
 * in its author's order, and nothing else. All lines of a script differ.
 */
final class Script {
  /**
   * What honest proxies may refuse from each other: the server brings what is not sure of its
   * order, and the coordinator tells one side sooner than the other who comes and goes.
   */
  private static final Set<String> HONEST_REFUSALS =
      Set.of("order_unsure", "not_attested", "unknown_recipient");

  private final Stage stage;
  private final List<Player> bystanders = new ArrayList<>();
  private final Map<Player, Map<Player, List<String>>> expected = new HashMap<>();
  private int lines;

  Script(Stage stage) {
    this.stage = stage;
  }

  /** Somebody without a proxy comes, whose screen shows what the server says. */
  Player watched() throws InterruptedException {
    Player bystander = stage.bystander();
    bystanders.add(bystander);
    return bystander;
  }

  /** Everybody is linked, and lines of all go by peers. */
  void opens() throws InterruptedException {
    stage.meet();
    for (PlayerAtHome author : stage.players()) {
      flows(author);
    }
  }

  /**
   * Says lines until the peers' lane brings one first to the screens of all others at home. Each
   * line is on all of these screens before the next is said.
   */
  void flows(PlayerAtHome author) throws InterruptedException {
    List<PlayerAtHome> others = othersAtHome(author);
    long end = System.nanoTime() + Player.PATIENCE.toNanos();
    boolean flows = false;
    while (!flows) {
      assertTrue(end - System.nanoTime() > 0, () -> "no lines by peers: " + stats());
      Map<PlayerAtHome, Long> before = new HashMap<>();
      others.forEach(other -> before.put(other, chat(other).shownFromPeer()));
      says(author, "line " + ++lines, everybody());
      flows = others.stream().allMatch(other -> chat(other).shownFromPeer() > before.get(other));
    }
  }

  /**
   * As {@link #flows}, until one line has gone to peers only; nothing is awaited after that one.
   *
   * @return that line
   */
  String offloads(PlayerAtHome author) throws InterruptedException {
    long end = System.nanoTime() + Player.PATIENCE.toNanos();
    while (true) {
      assertTrue(end - System.nanoTime() > 0, () -> "no line without the server: " + stats());
      long before = chat(author).offloaded();
      String line = "line " + ++lines;
      says(author, line, List.of(author));
      expects(author, line, othersAtHome(author));
      if (chat(author).offloaded() > before) {
        return line;
      }
      hear(author, line, othersAtHome(author));
    }
  }

  /** Says a line that the author and all of the audience show, and waits until they have. */
  void says(Player author, String line, List<? extends Player> audience)
      throws InterruptedException {
    expects(author, line, audience);
    author.says(line);
    hear(author, line, audience);
  }

  void hear(Player author, String line, List<? extends Player> audience)
      throws InterruptedException {
    for (Player one : audience) {
      one.hears(author, line);
    }
  }

  /** All of the audience must show it, once, behind what is expected already of that author. */
  void expects(Player author, String line, List<? extends Player> audience) {
    expectsText(author, author.prefix() + line, audience);
  }

  /** As {@link #expects}, with whatever name stands before it. */
  void expectsText(Player author, String text, List<? extends Player> audience) {
    audience.forEach(one -> expectedOn(one, author).add(text));
  }

  /** The screen of one who has come back is empty. */
  void forget(Player watcher) {
    expected.remove(watcher);
  }

  List<Player> everybody() {
    return Stream.concat(stage.players().stream(), bystanders.stream()).toList();
  }

  private List<PlayerAtHome> othersAtHome(PlayerAtHome author) {
    return stage.players().stream().filter(player -> player != author).toList();
  }

  /** What became of a player's lines at the server, in order: {@code PUBLIC Anna : hello}. */
  List<String> atServer(Player author) {
    List<String> all = new ArrayList<>();
    for (ServerEvent event : stage.server().log().snapshot()) {
      if (event instanceof ChatAccepted line && line.account() == author.account()) {
        all.add(line.reach() + " " + line.text());
      } else if (event instanceof ChatRefused line && line.account() == author.account()) {
        all.add(line.why() + " " + line.text());
      }
    }
    return all;
  }

  /** The newest of {@link #atServer}. */
  List<String> lastAtServer(Player author, int count) {
    List<String> all = atServer(author);
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** Waits until the server has done it. */
  <T extends ServerEvent> T logs(Class<T> type, Predicate<T> wanted) throws InterruptedException {
    return stage
        .server()
        .log()
        .await(type, wanted, Player.PATIENCE)
        .orElseThrow(() -> new AssertionError("the server logs no such " + type.getSimpleName()));
  }

  /** All screens at home have shown these emotes of somebody, in this order, and no others. */
  void assertEmotes(Player author, Integer... emotes) {
    for (Player watcher : stage.players()) {
      assertEquals(List.of(emotes), watcher.sawEmotes(author), watcher::user);
    }
  }

  /** All that was said to the server and by it, and all that it answered, has arrived. */
  void settles() throws InterruptedException {
    for (int way = 0; way < 2; way++) { // there, and to those who asked before it was there
      for (Player player : everybody()) {
        player.settles();
      }
    }
  }

  /** Lines of all at home go by peers again, and all screens show what they must. */
  void closes() throws InterruptedException {
    for (PlayerAtHome author : stage.players()) {
      flows(author);
    }
    settles();
    for (Player watcher : everybody()) {
      for (Player author : everybody()) {
        assertEquals(
            expectedOn(watcher, author),
            watcher.heard(author),
            () -> author.user() + " on the screen of " + watcher.user() + ": " + stats());
      }
      assertEquals(List.of(), watcher.saw(Anomaly.class, anomaly -> true));
    }
    for (PlayerAtHome player : stage.players()) {
      assertEquals(0, player.stats().relayed().blind());
      assertEquals(0, player.stats().relayed().unreadable());
      Set<String> refusals = new TreeSet<>(player.stats().rejects().keySet());
      refusals.removeAll(HONEST_REFUSALS);
      assertEquals(Set.of(), refusals, this::stats);
    }
  }

  /** What others' proxies have brought to a player so far, shown or not. */
  static long broughtByPeers(PlayerAtHome player) {
    ProxyStats stats = player.stats();
    return stats.kinds().values().stream()
            .mapToLong(kind -> kind.shownFromPeer() + kind.peerCopiesDropped())
            .sum()
        + stats.rejects().values().stream().mapToLong(Long::longValue).sum();
  }

  private List<String> expectedOn(Player watcher, Player author) {
    return expected
        .computeIfAbsent(watcher, key -> new HashMap<>())
        .computeIfAbsent(author, key -> new ArrayList<>());
  }

  private static KindStats chat(PlayerAtHome player) {
    return player.stats().kinds().get(Kind.CHAT);
  }

  private String stats() {
    StringBuilder all = new StringBuilder();
    stage.players().forEach(player -> all.append(player.user()).append(' ').append(player.stats()));
    return all.toString();
  }
}
