package org.rop2p.testbed.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.client.ScreenEvent.Disconnected;
import org.rop2p.testbed.client.ScreenEvent.SystemLine;
import org.rop2p.testbed.client.ScreenEvent.UnitDies;
import org.rop2p.testbed.client.ScreenEvent.UnitVanishes;
import org.rop2p.testbed.client.ScreenEvent.UnitWalk;
import org.rop2p.testbed.server.Faults;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.server.ServerEvent.Refusal;
import org.rop2p.testbed.server.ServerEvent.Stalled;
import org.rop2p.testbed.server.ServerEvent.WalkRefused;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.Player;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/**
 * Players behind linked proxies, and what the server does to one of them: before and after it their
 * lines go by peers; in between each screen shows what the server alone would show, once and in
 * order.
 */
class FaultStoriesTest {
  private static final Era ERA = Era.parse("20211103:re", "auto");
  private static final int MINUTES = 5;
  private static final int WAVE = 1;
  private static final int LAUGH = 2;
  private static final RawText MASKED = RawText.ascii("Mask : who is it");
  private static final String ROOM = "den";

  /** Longer than the silence after which a link counts as dead. */
  private static final Duration STALL = Duration.ofSeconds(7);

  private static Backstage backstage;

  @BeforeAll
  static void start() throws Exception {
    backstage = new Backstage();
  }

  @AfterAll
  static void end() throws Exception {
    backstage.close();
  }

  /** A scene with all linked and talking; it ends with all linked and talking. */
  @FunctionalInterface
  private interface Scene {
    void play(Stage stage, Script script, Faults faults) throws Exception;
  }

  private static void play(int cast, Scene scene) throws Exception {
    try (Stage stage = new Stage(ERA, backstage, cast)) {
      Script script = new Script(stage);
      script.opens();
      scene.play(stage, script, stage.server().faults());
      script.closes();
    }
  }

  @Test
  void linesOfTheMutedGoToTheServerAndToNobody() throws Exception {
    play(
        2,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          faults.mute(anna.account(), MINUTES);
          script.settles();
          anna.says("nobody hears this");
          anna.says("nor this");
          anna.shows(WAVE);
          script.settles();
          script.flows(stage.bert());
          assertEquals(
              List.of("MUTED Anna : nobody hears this", "MUTED Anna : nor this"),
              last(2, script.atServer(anna)));
          assertEmotes(stage, anna, WAVE);
          faults.unmute(anna.account());
          script.settles();
        });
  }

  @Test
  void whoSitsInAChatRoomHearsTheRoomOnlyAndSeesAll() throws Exception {
    play(
        3,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome bert = stage.bert();
          PlayerAtHome carl = stage.carl();
          faults.joinRoom(bert.account(), ROOM);
          script.settles();
          script.says(anna, "outside", List.of(anna, carl));
          script.says(bert, "alone inside", List.of(bert));
          anna.shows(WAVE);
          bert.shows(LAUGH);
          for (PlayerAtHome watcher : stage.players()) {
            watcher.seesEmote(anna, WAVE);
            watcher.seesEmote(bert, LAUGH);
          }
          faults.joinRoom(carl.account(), ROOM);
          script.settles();
          script.says(bert, "to the room", List.of(bert, carl));
          script.says(anna, "to nobody", List.of(anna));
          assertEquals(
              List.of("ROOM Bert : alone inside", "ROOM Bert : to the room"),
              last(2, script.atServer(bert)));
          faults.leaveRoom(bert.account());
          faults.leaveRoom(carl.account());
          script.settles();
          assertEmotes(stage, anna, WAVE);
          assertEmotes(stage, bert, LAUGH);
        });
  }

  @Test
  void linesOfWhoIsBoundToAChannelGoThereOnly() throws Exception {
    play(
        3,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome carl = stage.carl();
          for (PlayerAtHome member : List.of(anna, carl)) {
            member.sees(
                SystemLine.class,
                line -> line.text().toString().contains("now bound to #den"),
                () -> member.says("@channel bindto #den"));
          }
          anna.says("in the channel");
          anna.says("as well");
          script.settles();
          script.flows(stage.bert());
          assertEquals(
              List.of("CHANNEL Anna : in the channel", "CHANNEL Anna : as well"),
              last(2, script.atServer(anna)));
          for (PlayerAtHome member : List.of(anna, carl)) {
            member.sees(
                SystemLine.class,
                line -> line.text().toString().contains("now unbound"),
                () -> member.says("@channel unbind"));
          }
        });
  }

  @Test
  void nothingOfTheHiddenReachesOtherProxies() throws Exception {
    play(
        2,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome bert = stage.bert();
          Player dora = script.watched();
          faults.hide(anna.account(), true);
          script.settles();
          long before = Script.broughtByPeers(bert);
          script.says(anna, "from nowhere", List.of(anna, bert, dora));
          anna.shows(WAVE);
          anna.setsOut(new Cell(156, 188));
          anna.arrives(new Cell(156, 188));
          script.settles();
          assertEquals(before, Script.broughtByPeers(bert));
          for (String kind : List.of("CHAT", "EMOTE", "MOVEMENT")) {
            assertEquals(1, anna.decided(kind + ".SERVER.UNSEEN"), kind);
          }
          assertEmotes(stage, anna, WAVE);
          faults.hide(anna.account(), false);
          script.settles();
        });
  }

  @Test
  void linesUnderAFakeNameComeFromTheServerOnly() throws Exception {
    play(
        2,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          Player dora = script.watched();
          faults.fakeName(anna.account(), RawText.ascii("Mask"));
          script.settles();
          long before = Script.broughtByPeers(stage.bert());
          anna.says("who is it");
          for (Player watcher : List.of(stage.bert(), dora)) {
            watcher.sees(ChatLine.class, line -> line.text().equals(MASKED));
          }
          script.expectsText(anna, MASKED.toString(), List.of(stage.bert(), dora));
          anna.sees(SystemLine.class, line -> line.text().equals(MASKED));
          assertEquals(before, Script.broughtByPeers(stage.bert()));
          assertEquals(1, anna.saw(SystemLine.class, line -> line.text().equals(MASKED)).size());
          assertEquals("PUBLIC Anna : who is it", last(1, script.atServer(anna)).get(0));
          script.flows(stage.bert());
          faults.fakeName(anna.account(), null);
          script.settles();
        });
  }

  @Test
  void aLineSaidRightBeforeAKickIsShownOnce() throws Exception {
    play(2, (stage, script, faults) -> authorGoesAway(stage, script, Faults::kick));
  }

  @Test
  void aLineSaidRightBeforeTheConnectionDropsIsShownOnce() throws Exception {
    play(2, (stage, script, faults) -> authorGoesAway(stage, script, Faults::disconnect));
  }

  /** The answer to the line takes its time, so that the line is unresolved when its author goes. */
  private static void authorGoesAway(Stage stage, Script script, ObjIntConsumer<Faults> goes)
      throws InterruptedException {
    PlayerAtHome anna = stage.anna();
    PlayerAtHome bert = stage.bert();
    anna.line("delay 250");
    String line = script.offloads(anna);
    bert.hears(anna, line);
    goes.accept(stage.server().faults(), anna.account());
    anna.sees(Disconnected.class, end -> !end.expected());
    bert.sees(UnitVanishes.class, unit -> unit.unitId() == anna.account());
    anna.line("heal");
    script.forget(anna);
    anna.comesBack();
    script.settles();
  }

  /** He has the line in time for no answer: the server must bring it to whoever else missed it. */
  @Test
  void aLineWhoseWatcherDropsGoesToTheServerAndIsShownOnce() throws Exception {
    play(
        3,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome bert = stage.bert();
          bert.line("delay 400");
          String line = script.offloads(anna);
          faults.disconnect(bert.account());
          stage.carl().hears(anna, line);
          script.says(anna, "while he lingers", List.of(anna, stage.carl()));
          bert.line("heal");
          anna.sees(UnitVanishes.class, unit -> unit.unitId() == bert.account());
          assertEquals(
              List.of("PUBLIC Anna : " + line, "PUBLIC Anna : while he lingers"),
              last(2, script.atServer(anna)));
          script.forget(bert);
          bert.comesBack();
        });
  }

  @Test
  void theDeadAreHeardAndNeitherWalkNorShowEmotesToPeers() throws Exception {
    play(
        2,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome bert = stage.bert();
          Cell north = new Cell(156, 192);
          Cell west = new Cell(155, 185);
          Cell east = new Cell(158, 187);
          anna.shows(WAVE);
          for (Cell way : List.of(north, west)) { // as long as the server wants between two emotes
            anna.setsOut(way);
            anna.arrives(way);
          }
          faults.kill(anna.account());
          script.settles();
          bert.sees(UnitDies.class, unit -> unit.unitId() == anna.account());
          script.flows(anna);
          script.flows(bert);
          anna.shows(LAUGH);
          bert.sees(
              UnitDies.class, unit -> unit.unitId() == anna.account(), () -> anna.setsOut(east));
          awaits(
              stage,
              WalkRefused.class,
              walk -> walk.account() == anna.account() && walk.why() == Refusal.DEAD);
          script.settles();
          assertEmotes(stage, anna, WAVE, LAUGH);
          assertEquals(1, anna.decided("EMOTE.SERVER.DEAD"));
          assertEquals(1, anna.decided("MOVEMENT.SERVER.DEAD"));
          assertEquals(List.of(), bert.saw(UnitWalk.class, walk -> walk.to().equals(east)));
          faults.resurrect(anna.account());
          script.settles();
          anna.setsOut(east);
          anna.arrives(east);
          bert.sees(UnitWalk.class, walk -> walk.to().equals(east));
        });
  }

  @Test
  void aStalledServerAndADyingLinkCostNoLine() throws Exception {
    play(
        3,
        (stage, script, faults) -> {
          PlayerAtHome bert = stage.bert();
          for (PlayerAtHome author : stage.players()) {
            author.shows(WAVE);
          }
          script.settles();
          faults.stall(STALL);
          eachSays(stage, script, "while all are linked");
          for (PlayerAtHome author : stage.players()) {
            for (PlayerAtHome watcher : stage.players()) {
              if (watcher != author) {
                watcher.hears(author, "while all are linked");
              }
            }
          }
          long heard = System.nanoTime();
          bert.line("cut");
          eachSays(stage, script, "while a link dies");
          bert.losesAllLinks();
          eachSays(stage, script, "when it is dead");
          for (PlayerAtHome author : stage.players()) {
            author.shows(LAUGH);
          }
          Stalled over = awaits(stage, Stalled.class, event -> true);
          assertTrue(heard < over.nanos() - STALL.toNanos() / 2, "peers speak without the server");
          bert.line("heal");
          for (PlayerAtHome author : stage.players()) {
            script.hear(author, "when it is dead", script.everybody());
          }
          script.settles();
          for (PlayerAtHome author : stage.players()) {
            assertEmotes(stage, author, WAVE, LAUGH);
          }
        });
  }

  private static void eachSays(Stage stage, Script script, String line) {
    for (PlayerAtHome author : stage.players()) {
      script.expects(author, line, script.everybody());
      author.says(line);
    }
  }

  private static <T extends ServerEvent> T awaits(Stage stage, Class<T> type, Predicate<T> wanted)
      throws InterruptedException {
    return stage
        .server()
        .log()
        .await(type, wanted, Player.PATIENCE)
        .orElseThrow(() -> new AssertionError("the server does not log " + type.getSimpleName()));
  }

  private static void assertEmotes(Stage stage, Player author, Integer... emotes) {
    for (Player watcher : stage.players()) {
      assertEquals(List.of(emotes), watcher.sawEmotes(author), watcher::user);
    }
  }

  private static <T> List<T> last(int count, List<T> all) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }
}
