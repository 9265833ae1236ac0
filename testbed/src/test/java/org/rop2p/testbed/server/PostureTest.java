package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitPosition;

/** Sitting, standing, looking around, names, the time. */
final class PostureTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .account("carl", "secret", "Carl", 'M')
          .account("noel", "secret", "Noel", 'M')
          .basicSkill(2)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sittingAndStandingAreShownToAllInView() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.act(2));
      // as recorded of a running rAthena
      String icon = "83096e02" + id(anna) + "01" + "0f270000".repeat(2) + "00".repeat(12);
      assertEquals(icon, RawClient.hex(anna.map.until(0x0983)));
      assertEquals(icon, RawClient.hex(bert.map.until(0x0983)));
      UnitAct sits = new UnitAct(anna.account, UnitAct.SIT);
      ByteBuf frame = anna.map.until(0x08C8);
      assertEquals(34, frame.readableBytes());
      assertEquals(sits, UnitAct.read(frame));
      assertEquals(sits, UnitAct.read(bert.map.until(0x08C8)));

      try (TestPlayer carl = TestPlayer.connect(server, "carl", "Carl")) {
        carl.map.send(Frames.loaded());
        List<UnitEntry> seated =
            carl.map.fence(0x09FF).stream()
                .map(
                    entry ->
                        UnitEntry.read(
                            entry,
                            Packet.ZC_NOTIFY_STANDENTRY,
                            Protocol.of(PacketVersion.DEFAULT).unitLayout()))
                .filter(UnitEntry::sitting)
                .toList();
        assertEquals(1, seated.size());
        assertEquals(anna.account, seated.get(0).unitId());
      }

      anna.map.send(Frames.act(3));
      for (TestPlayer player : List.of(anna, bert)) {
        for (int time = 0; time < 2; time++) { // rAthena says it twice
          String gone = "96016e02" + id(anna) + "00";
          assertEquals(gone, RawClient.hex(player.map.until(0x0196)));
          assertEquals(new UnitAct(anna.account, UnitAct.STAND), UnitAct.read(player.map.next()));
        }
      }
      anna.map.send(Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
  }

  private static String id(TestPlayer player) {
    return RawClient.hex(Unpooled.buffer().writeIntLE(player.account));
  }

  @Test
  void sittingDownStopsAWalk() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(156, 195), Frames.act(2));
      anna.map.until(0x0088);
      UnitPosition stopped = UnitPosition.read(bert.map.until(0x0088));
      assertEquals(anna.account, stopped.unitId());
      bert.map.until(0x08C8);
    }
  }

  @Test
  void theUnskilledCannotSit() throws Exception {
    try (TestPlayer noel = TestPlayer.enter(server, "noel", "Noel")) {
      noel.map.send(Frames.act(2));
      assertEquals(List.of("0110"), RawClient.ids(noel.map.fence()));
    }
  }

  @Test
  void aLookIsShownToTheOthers() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.look(1, 6));
      ByteBuf look = bert.map.until(0x009C);
      assertEquals(anna.account, look.getIntLE(2));
      assertEquals(1, look.getShortLE(6));
      assertEquals(6, look.getByte(8));
      assertEquals(List.of(), RawClient.ids(anna.map.fence(0x009C)));
    }
  }

  @Test
  void namesAreToldOfPlayersAndNpcsInView() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.name(bert.account));
      ByteBuf player = anna.map.until(0x0A30);
      assertEquals(106, player.readableBytes());
      assertEquals("Bert", NameAnswer.read(player).name().toString());
      int guide = server.npcId("Guide#prontera");
      anna.map.send(Frames.name(guide));
      ByteBuf npc = anna.map.until(0x0ADF);
      assertEquals(guide, npc.getIntLE(2));
      assertEquals("Guide#prontera", Wire.text(npc, 10, 24));
      anna.map.send(Frames.hex("6903 f1490200")); // character 150,001
      ByteBuf character = anna.map.until(0x0AF7);
      assertEquals("Bert", Wire.text(character, 8, 24));
      anna.map.send(Frames.name(12345));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()));
    }
  }

  @Test
  void theTimeIsTheServersAndGoesOn() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.time(7));
      int tick = anna.map.until(0x007F).getIntLE(2);
      int now = server.tick();
      assertEquals(0, Math.floorDiv(now - tick, 10_000), now + " after " + tick);
    }
  }
}
