package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.MapName;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.testbed.server.ServerEvent.Refusal;
import org.rop2p.testbed.server.ServerEvent.State;

/** Dying, lying there, coming back. */
final class MortalityTest {
  private static final int STATE_OF_STANDENTRY = 68;

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

  private static String died(TestPlayer player) {
    return gone(player, UnitPackets.DIED);
  }

  private static String gone(TestPlayer player, int how) {
    ByteBuf frame = Frames.hex("8000 00000000 00");
    return RawClient.hex(frame.setIntLE(2, player.account).setByte(6, how));
  }

  private boolean dead(TestPlayer player, boolean on) {
    return server.log().all(ServerEvent.StateChanged.class).stream()
        .anyMatch(e -> e.account() == player.account && e.state() == State.DEAD && e.on() == on);
  }

  @Test
  void whoDiesStopsAndIsSeenToDie() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(156, 195));
      bert.map.until(0x09FD);
      server.faults().kill(anna.account);
      assertEquals("b000050000000000", RawClient.hex(anna.map.until(0x00B0)), "no hit points");
      assertEquals(anna.account, anna.map.until(0x0088).getIntLE(2));
      assertEquals(died(anna), RawClient.hex(anna.map.until(0x0080)));
      assertEquals(anna.account, bert.map.until(0x0088).getIntLE(2));
      assertEquals(died(anna), RawClient.hex(bert.map.until(0x0080)));
      assertTrue(dead(anna, true));
      server.faults().kill(anna.account);
      assertEquals(List.of(), RawClient.ids(anna.map.fence()), "only once");
    }
  }

  @Test
  void theDeadLieThereForWhoComesLater() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.connect(server, "bert", "Bert")) {
      server.faults().kill(anna.account);
      bert.map.send(Frames.loaded());
      ByteBuf lying =
          bert.map.fence(0x09FF).stream()
              .filter(entry -> entry.getIntLE(5) == anna.account)
              .findFirst()
              .orElseThrow();
      assertEquals(1, lying.getByte(STATE_OF_STANDENTRY));
    }
  }

  @Test
  void theDeadTalkHearAndWave() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().kill(anna.account);
      anna.say("ouch");
      anna.map.until(0x008E);
      bert.map.until(0x008D);
      bert.say("get up");
      anna.map.until(0x008D);
      anna.map.send(Frames.emote(3));
      anna.map.until(0x00C0);
      bert.map.until(0x00C0);
    }
  }

  @Test
  void whateverElseTheDeadAskForShowsOnlyThatTheyDied() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().kill(anna.account);
      anna.map.fence();
      bert.map.fence();
      List<ByteBuf> asked =
          List.of(
              Frames.walk(157, 185),
              Frames.act(2),
              Frames.act(3),
              Frames.contact(server.npcId("Guide#prontera")));
      for (ByteBuf request : asked) {
        anna.map.send(request);
        assertEquals(List.of(died(anna)), anna.map.fence().stream().map(RawClient::hex).toList());
        assertEquals(List.of(died(anna)), bert.map.fence().stream().map(RawClient::hex).toList());
      }
      assertEquals(Refusal.DEAD, Logs.await(server, ServerEvent.WalkRefused.class).why());
      anna.map.send(Frames.openShop("open"));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()), "no shop either");
    }
  }

  @Test
  void aRespawnLeadsToTheSavePoint() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.fence();
      anna.map.send(Frames.restart(0));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()), "only for the dead");
      server.faults().warp(anna.account, Place.of("prontera", 160, 190));
      anna.map.until(0x0091);
      anna.map.send(Frames.loaded());
      anna.map.fence();
      server.faults().kill(anna.account);
      anna.map.fence();
      bert.map.fence();
      anna.map.send(Frames.restart(0));
      assertEquals(UnitAct.STAND, UnitAct.read(anna.map.until(0x08C8)).type());
      assertEquals(205, anna.map.until(0x00B0).getIntLE(4));
      ByteBuf move = anna.map.until(0x0091);
      assertEquals("prontera", MapName.ofMove(move));
      assertEquals(DefaultWorld.SPAWN.cell().x(), move.getShortLE(18));
      bert.map.until(0x08C8);
      assertEquals(gone(anna, UnitPackets.OUT_OF_SIGHT), RawClient.hex(bert.map.until(0x0080)));
      anna.map.send(Frames.loaded(), Frames.walk(157, 185));
      anna.map.until(0x0087);
      bert.map.until(0x09FE);
      assertTrue(dead(anna, false));
    }
  }

  @Test
  void whoIsBroughtBackGoesOnWhereItLay() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().resurrect(anna.account);
      assertEquals(List.of(), RawClient.ids(bert.map.fence(0x0148)), "only the dead");
      server.faults().kill(anna.account);
      server.faults().resurrect(anna.account);
      for (TestPlayer player : List.of(anna, bert)) {
        assertEquals(anna.account, player.map.until(0x0148).getIntLE(2));
        assertEquals(
            new UnitAct(anna.account, UnitAct.STAND), UnitAct.read(player.map.until(0x08C8)));
      }
      anna.map.send(Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
  }

  @Test
  void aWarpBringsTheDeadBack() throws Exception {
    try (TestPlayer carl = TestPlayer.enter(server, "carl", "Carl")) {
      server.faults().kill(carl.account);
      server.faults().warp(carl.account, Place.of("prontera", 100, 100));
      carl.map.until(0x0091);
      carl.map.send(Frames.loaded(), Frames.walk(101, 100));
      carl.map.until(0x0087);
      ServerEvent.WalkAccepted walk = Logs.await(server, ServerEvent.WalkAccepted.class);
      assertEquals(new Cell(101, 100), walk.to());
      assertFalse(walk.audience().contains(carl.account));
    }
  }
}
