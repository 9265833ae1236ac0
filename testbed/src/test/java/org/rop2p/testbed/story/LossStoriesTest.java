package org.rop2p.testbed.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.client.ScreenEvent.Disconnected;
import org.rop2p.testbed.client.ScreenEvent.UnitVanishes;
import org.rop2p.testbed.server.Faults;
import org.rop2p.testbed.server.ServerEvent.ChatAccepted;
import org.rop2p.testbed.server.ServerEvent.Stalled;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/**
 * Players behind linked proxies, of whom one is thrown out or cut off, or whose server stands still
 * while a link dies: what was said is shown once, in order, to all who are left. Before and after
 * that, lines go by peers.
 */
class LossStoriesTest {
  private static final int WAVE = 1;
  private static final int LAUGH = 2;

  /** Longer than the silence after which a link counts as dead. */
  private static final Duration STALL = Duration.ofSeconds(7);

  private static Theatre theatre;

  @BeforeAll
  static void open() throws Exception {
    theatre = new Theatre();
  }

  @AfterAll
  static void close() {
    theatre.close();
  }

  @Test
  void aLineSaidRightBeforeAKickIsShownOnce() throws Exception {
    theatre.play(2, (stage, script, faults) -> authorGoesAway(stage, script, Faults::kick));
  }

  @Test
  void aLineSaidRightBeforeTheConnectionDropsIsShownOnce() throws Exception {
    theatre.play(2, (stage, script, faults) -> authorGoesAway(stage, script, Faults::disconnect));
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

  /** He never answers: the server gets the line, and brings nothing to those who have it. */
  @Test
  void aLineWhoseWatcherDropsGoesToTheServerAndIsShownOnce() throws Exception {
    theatre.play(
        3,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome bert = stage.bert();
          bert.line("delay 400");
          String line = script.offloads(anna);
          faults.disconnect(bert.account());
          stage.carl().hears(anna, line);
          script.logs(
              ChatAccepted.class, said -> said.text().toString().equals(anna.prefix() + line));
          script.says(anna, "while he lingers", List.of(anna, stage.carl()));
          bert.line("heal");
          anna.sees(UnitVanishes.class, unit -> unit.unitId() == bert.account());
          assertEquals(
              List.of("PUBLIC Anna : " + line, "PUBLIC Anna : while he lingers"),
              script.lastAtServer(anna, 2));
          script.forget(bert);
          bert.comesBack();
        });
  }

  @Test
  void aStalledServerAndADyingLinkCostNoLine() throws Exception {
    theatre.play(
        3,
        (stage, script, faults) -> {
          PlayerAtHome bert = stage.bert();
          for (PlayerAtHome author : stage.players()) {
            author.shows(WAVE);
          }
          script.settles();
          faults.stall(STALL);
          eachSays(stage, script, "while all are linked");
          eachSays(stage, script, "right after that"); // both wait at the server now
          for (PlayerAtHome author : stage.players()) {
            for (PlayerAtHome watcher : stage.players()) {
              if (watcher != author) {
                watcher.hears(author, "right after that");
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
          Stalled over = script.logs(Stalled.class, event -> true);
          assertTrue(heard < over.nanos() - STALL.toNanos() / 2, "peers speak without the server");
          bert.line("heal");
          for (PlayerAtHome author : stage.players()) {
            script.hear(author, "when it is dead", script.everybody());
          }
          script.settles();
          for (PlayerAtHome author : stage.players()) {
            script.assertEmotes(author, WAVE, LAUGH);
            assertEquals(
                List.of(
                    "PUBLIC " + author.prefix() + "while a link dies",
                    "PUBLIC " + author.prefix() + "when it is dead"),
                script.lastAtServer(author, 2));
          }
        });
  }

  private static void eachSays(Stage stage, Script script, String line) {
    for (PlayerAtHome author : stage.players()) {
      script.expects(author, line, script.everybody());
      author.says(line);
    }
  }
}
