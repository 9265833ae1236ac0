package org.rop2p.testbed.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.play.Presence.Reach;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.client.ScreenEvent.Notice;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.stage.Player;
import org.rop2p.testbed.stage.PlayerAtHome;

/** What the proxy says in the game, and what it is told there, among linked players. */
class WordsStoryTest {
  @Test
  void aPlayerReadsThatP2pIsUpAndSwitchesItOffAndOnWithoutASoundToOthers() throws Exception {
    try (Theatre theatre = new Theatre()) {
      theatre.play(
          2,
          (stage, script, faults) -> {
            PlayerAtHome anna = stage.anna();
            PlayerAtHome bert = stage.bert();
            reads(anna, "P2P is up in " + DefaultWorld.TOWN + ".");
            anna.awaitReach(Reach.DIRECT);

            types(anna, "~p2p peers");
            reads(anna, "Bert: direct");
            types(anna, "~p2p off");
            reads(anna, "You have switched P2P off: everything goes over the server.");
            anna.losesAllLinks();
            bert.losesAllLinks();
            anna.awaitReach(Reach.SERVER);
            script.expects(anna, "by the server", script.everybody());
            types(anna, "by the server");
            assertTrue(hears(bert, "Anna : by the server"));

            types(anna, "~p2p on");
            anna.joins(1);
            bert.joins(1);
            script.flows(anna);

            assertFalse(
                stage.server().log().snapshot().stream()
                    .anyMatch(e -> e.toString().contains("~p2p")),
                "the server has heard a command");
            assertEquals(
                0,
                bert.saw(ChatLine.class, line -> line.text().toString().contains("~p2p")).size());
            assertEquals(0, anna.saw(Anomaly.class, any -> true).size());
          });
    }
  }

  private static void types(Player player, String line) {
    assertTrue(player.client().say(RawText.ascii(line)));
  }

  private static boolean hears(Player player, String line) throws InterruptedException {
    return player
        .client()
        .screen()
        .await(ChatLine.class, seen -> seen.text().toString().equals(line), Player.PATIENCE)
        .isPresent();
  }

  private static void reads(Player player, String words) throws InterruptedException {
    assertTrue(
        player
            .client()
            .screen()
            .await(Notice.class, line -> line.text().toString().startsWith(words), Player.PATIENCE)
            .isPresent(),
        () -> words + " in " + player.client().screen().events(Notice.class));
  }
}
