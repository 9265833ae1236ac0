package org.rop2p.testbed.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.client.ScreenEvent.OwnWalk;
import org.rop2p.testbed.client.ScreenEvent.SystemLine;
import org.rop2p.testbed.client.ScreenEvent.UnitDies;
import org.rop2p.testbed.client.ScreenEvent.UnitWalk;
import org.rop2p.testbed.server.ServerEvent.Refusal;
import org.rop2p.testbed.server.ServerEvent.WalkRefused;
import org.rop2p.testbed.stage.Player;
import org.rop2p.testbed.stage.PlayerAtHome;

/**
 * Players behind linked proxies, one of whom becomes somebody whose lines, emotes or walks the
 * server treats otherwise: meanwhile each screen shows what the server alone would show. Before and
 * after that, lines go by peers.
 */
class StateStoriesTest {
  private static final int MINUTES = 5;
  private static final int WAVE = 1;
  private static final int LAUGH = 2;
  private static final RawText MASKED = RawText.ascii("Mask : who is it");
  private static final String ROOM = "den";

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
  void linesOfTheMutedGoToTheServerAndToNobody() throws Exception {
    theatre.play(
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
              script.lastAtServer(anna, 2));
          script.assertEmotes(anna, WAVE);
          faults.unmute(anna.account());
          script.settles();
        });
  }

  @Test
  void whoSitsInAChatRoomHearsTheRoomOnlyAndSeesAll() throws Exception {
    theatre.play(
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
              script.lastAtServer(bert, 2));
          faults.leaveRoom(bert.account());
          faults.leaveRoom(carl.account());
          script.settles();
          script.assertEmotes(anna, WAVE);
          script.assertEmotes(bert, LAUGH);
        });
  }

  @Test
  void linesOfWhoIsBoundToAChannelGoThereOnly() throws Exception {
    theatre.play(
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
          // A walk granted: the server has taken all that was said before, without an echo.
          anna.sees(OwnWalk.class, walk -> true, () -> anna.setsOut(new Cell(156, 186)));
          anna.says("in the channel");
          anna.says("as well");
          script.settles();
          script.flows(stage.bert());
          assertEquals(
              List.of("CHANNEL Anna : in the channel", "CHANNEL Anna : as well"),
              script.lastAtServer(anna, 2));
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
    theatre.play(
        2,
        (stage, script, faults) -> {
          PlayerAtHome anna = stage.anna();
          PlayerAtHome bert = stage.bert();
          Player dora = script.watched();
          faults.hide(anna.account(), true);
          script.settles();
          long before = anna.toldPeers();
          assertTrue(before > 0, "her lines were told");
          script.says(anna, "from nowhere", List.of(anna, bert, dora));
          anna.shows(WAVE);
          anna.setsOut(new Cell(156, 188));
          anna.arrives(new Cell(156, 188));
          script.settles();
          assertEquals(before, anna.toldPeers());
          for (String kind : List.of("CHAT", "EMOTE", "MOVEMENT")) {
            assertEquals(1, anna.decided(kind + ".SERVER.UNSEEN"), kind);
          }
          script.assertEmotes(anna, WAVE);
          faults.hide(anna.account(), false);
          script.settles();
        });
  }

  @Test
  void linesUnderAFakeNameComeFromTheServerOnly() throws Exception {
    theatre.play(
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
          assertEquals("PUBLIC Anna : who is it", script.lastAtServer(anna, 1).get(0));
          script.flows(stage.bert());
          faults.fakeName(anna.account(), null);
          script.settles();
        });
  }

  @Test
  void theDeadAreHeardAndNeitherWalkNorShowEmotesToPeers() throws Exception {
    theatre.play(
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
          script.logs(
              WalkRefused.class,
              walk -> walk.account() == anna.account() && walk.why() == Refusal.DEAD);
          script.settles();
          script.assertEmotes(anna, WAVE, LAUGH);
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
}
