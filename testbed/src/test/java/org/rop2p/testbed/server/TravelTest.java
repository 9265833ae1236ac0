package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.MapName;

/** Portals on one map server, between two, and the way back to the character screen. */
final class TravelTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .spawn("prontera", 156, 216)
          .account("bert", "secret", "Bert", 'M')
          .spawn("prontera", 160, 211)
          .account("gail", "secret", "Gail", 'F')
          .spawn("prontera", 187, 185)
          .account("carl", "secret", "Carl", 'M')
          .spawn("prontera", 181, 185)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDoorLeadsToAnotherMapOfTheSameServer() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(156, 219));
      ByteBuf move = anna.map.until(0x0091);
      assertEquals("prt_in", MapName.ofMove(move));
      assertEquals(60, move.getShortLE(18));
      ByteBuf gone = bert.map.until(0x0080);
      assertEquals(anna.account, gone.getIntLE(2));
      assertEquals(UnitPackets.OUT_OF_SIGHT, gone.getByte(6));

      // Until the new map is loaded nothing counts and nothing comes.
      anna.map.send(Frames.walk(61, 61), Frames.emote(1));
      anna.map.send(Frames.loaded());
      List<String> ids = RawClient.ids(anna.map.fence());
      assertTrue(ids.contains("099B"));
      assertTrue(!ids.contains("0087") && !ids.contains("00C0"), ids::toString);
      assertTrue(!ids.contains("0B32"), "the long greeting comes only once");
      assertEquals(
          Place.of("prontera", 156, 218), Logs.await(server, ServerEvent.MapLeft.class).from());
      Logs.await(server, ServerEvent.MapEntered.class, entry -> entry.at().map().equals("prt_in"));

      anna.map.send(Frames.walk(60, 56));
      assertEquals("prontera", MapName.ofMove(anna.map.until(0x0091)));
    }
  }

  @Test
  void aGateLeadsToTheOtherServerAndBack() throws Exception {
    try (TestPlayer gail = TestPlayer.enter(server, "gail", "Gail");
        TestPlayer carl = TestPlayer.enter(server, "carl", "Carl")) {
      server.faults().mute(gail.account, 3);
      gail.map.send(Frames.walk(189, 185));
      ByteBuf move = gail.map.until(0x0AC7);
      assertEquals(156, move.readableBytes());
      assertEquals("prt_fild08", MapName.ofMove(move));
      AddressField address = AddressField.in(move, Packet.ZC_NPCACK_SERVERMOVE).get(0);
      assertEquals(server.secondMapPort(), address.read(move).getPort());
      assertEquals(gail.account, carl.map.until(0x0080).getIntLE(2));
      gail.map.close();

      gail.map = new RawClient(server.secondMapPort());
      gail.map.send(Frames.mapEnter(gail.account, gail.charId, gail.authCode));
      assertEquals(
          List.of("0283", "0B18", "02EB", "0201"),
          RawClient.ids(
              List.of(gail.map.next(), gail.map.next(), gail.map.next(), gail.map.next())));
      gail.map.send(Frames.loaded());
      List<String> ids = RawClient.ids(gail.map.fence());
      assertTrue(!ids.contains("0091"), "no move to the same map this time");
      assertTrue(ids.contains("099B"));
      gail.say("silenced here, too");
      assertEquals(List.of(), gail.map.fence(0x008E));

      server.faults().warp(gail.account, DefaultWorld.SPAWN);
      assertEquals("prontera", MapName.ofMove(gail.map.until(0x0AC7)));
    }
  }

  @Test
  void theWrongMapServerDoesNotKnowThePlayer() throws Exception {
    try (TestPlayer gail = TestPlayer.enter(server, "gail", "Gail")) {
      server.faults().warp(gail.account, DefaultWorld.FIELD_ENTRY);
      gail.map.until(0x0AC7);
      try (RawClient wrong = new RawClient(server.mapPort())) {
        wrong.send(Frames.mapEnter(gail.account, gail.charId, gail.authCode));
        List<ByteBuf> answers = wrong.untilClosed();
        assertEquals("810000", RawClient.hex(answers.get(answers.size() - 1)));
      }
    }
  }

  @Test
  void aWarpWithinAMapIsAMoveToTheSameMap() throws Exception {
    try (TestPlayer bert = TestPlayer.enter(server, "bert", "Bert");
        TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      server.faults().warp(bert.account, Place.of("prontera", 161, 212));
      assertEquals("prontera", MapName.ofMove(bert.map.until(0x0091)));
      ByteBuf gone = anna.map.until(0x0080);
      assertEquals(UnitPackets.TELEPORTED, gone.getByte(6));
      anna.say("nobody there?");
      anna.map.fence();
      bert.map.send(Frames.loaded());
      anna.map.until(0x09FE);
      assertEquals(List.of(), bert.map.fence(0x008D), "said while the map was loading");
    }
  }

  @Test
  void backToTheCharacterScreenWithTheSameCodes() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.restart(1));
      assertEquals("b30001", RawClient.hex(anna.map.until(0x00B3)));
      ByteBuf gone = bert.map.until(0x0080);
      assertEquals(anna.account, gone.getIntLE(2));
      anna.map.close();
      Logs.await(server, ServerEvent.Disconnected.class, e -> e.server() == ServerKind.MAP);

      try (RawClient characters = new RawClient(server.charPort())) {
        characters.send(Frames.charEnter(anna.account, anna.authCode, anna.userLevel));
        characters.raw(4);
        characters.until(0x08B9);
        characters.send(Frames.select(0));
        characters.until(0x0AC5);
      }
      anna.map = new RawClient(server.mapPort());
      anna.map.send(Frames.mapEnter(anna.account, anna.charId, anna.authCode));
      anna.map.until(0x0091);
      anna.map.send(Frames.loaded());
      bert.map.until(0x09FE);
    }
  }

  @Test
  void aQuitIsConfirmedAndTheClientCloses() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.quit());
      assertEquals("8b010000", RawClient.hex(anna.map.until(0x018B)));
      assertTrue(server.log().all(ServerEvent.Kicked.class).isEmpty());
    }
    Logs.await(server, ServerEvent.Disconnected.class, e -> e.server() == ServerKind.MAP);
  }
}
