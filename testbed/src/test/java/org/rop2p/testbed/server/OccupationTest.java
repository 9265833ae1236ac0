package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.server.ServerEvent.Refusal;
import org.rop2p.testbed.server.ServerEvent.State;

/** Players who keep a shop or cast a skill. */
final class OccupationTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .account("carl", "secret", "Carl", 'M')
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private void awaitState(State state, boolean on) throws InterruptedException {
    Logs.await(server, ServerEvent.StateChanged.class, e -> e.state() == state && e.on() == on);
  }

  @Test
  void aShopHasABoardForTheOthersAndHoldsItsOwner() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.fence();
      anna.map.send(Frames.openShop("all for one"));
      assertEquals(List.of("0B40", "0A28"), RawClient.ids(anna.map.fence()));
      ByteBuf board = bert.map.until(0x0131);
      assertEquals(anna.account, board.getIntLE(2));
      assertEquals("all for one", Wire.text(board, 6, 80));
      awaitState(State.VENDING, true);

      anna.map.send(Frames.walk(157, 185), Frames.createRoom("talk", "", true));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()));
      assertEquals(Refusal.VENDING, Logs.await(server, ServerEvent.WalkRefused.class).why());
      anna.say("come and buy");
      anna.map.until(0x008E);
      anna.map.send(Frames.emote(3));
      anna.map.until(0x00C0);

      try (TestPlayer carl = TestPlayer.connect(server, "carl", "Carl")) {
        carl.map.send(Frames.loaded());
        assertEquals(anna.account, carl.map.until(0x0131).getIntLE(2));
      }
      anna.map.send(Frames.closeShop());
      assertEquals(List.of(), RawClient.ids(anna.map.fence(0x0132)), "told to the others only");
      assertEquals(anna.account, bert.map.until(0x0132).getIntLE(2));
      awaitState(State.VENDING, false);
      anna.map.send(Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
  }

  @Test
  void aShopSurvivesAWarpAndEndsWithItsOwner() throws Exception {
    try (TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
        server.faults().vend(anna.account, "open");
        bert.map.until(0x0131);
        server.faults().warp(anna.account, Place.of("prontera", 158, 187));
        anna.map.until(0x0091);
        anna.map.send(Frames.loaded());
        anna.map.until(0x0B40);
        bert.map.until(0x0131);
        anna.map.send(Frames.quit());
        anna.map.until(0x018B);
      }
      bert.map.until(0x0132);
    }
  }

  @Test
  void aShopWithoutATitleOrGoodsIsNone() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.openShop(""));
      anna.map.send(Frames.openShop("open").setShortLE(2, 85).writerIndex(85));
      anna.map.send(Frames.openShop("open").setByte(84, 0));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()));
    }
  }

  @Test
  void whoCastsStandsStillUntilItIsDone() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(156, 195));
      anna.map.until(0x0087);
      server.faults().cast(anna.account, 300);
      for (TestPlayer player : List.of(anna, bert)) {
        assertEquals(anna.account, player.map.until(0x0088).getIntLE(2), "stops");
        ByteBuf cast = player.map.until(0x0B1A);
        assertEquals(anna.account, cast.getIntLE(2));
        assertEquals(300, cast.getIntLE(20));
      }
      anna.map.send(Frames.walk(157, 185), Frames.act(2));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()));
      assertEquals(Refusal.CASTING, Logs.await(server, ServerEvent.WalkRefused.class).why());
      awaitState(State.CASTING, false);
      anna.map.send(Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
  }

  @Test
  void deathBreaksOffWhatIsCast() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().cast(anna.account, 60_000);
      server.faults().kill(anna.account);
      assertEquals(anna.account, bert.map.until(0x01B9).getIntLE(2));
      server.faults().resurrect(anna.account);
      anna.map.send(Frames.walk(157, 185));
      anna.map.until(0x0087);
      assertTrue(server.log().all(ServerEvent.WalkRefused.class).isEmpty());
    }
  }
}
