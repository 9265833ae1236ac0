package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitLayout;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.Walk;

/** Two players meet, walk, talk, wave and part. */
final class PlayTest {
  private StandInServer server;

  @BeforeEach
  void start() {
    server =
        StandInServer.builder()
            .account("anna", "secret", "Anna", 'F')
            .account("bert", "secret", "Bert", 'M')
            .spawn("prontera", 158, 185)
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void twoPlayersMeetWalkTalkWaveAndPart() throws Exception {
    UnitLayout layout = Protocol.of(PacketVersion.DEFAULT).unitLayout();
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.connect(server, "bert", "Bert")) {
      bert.map.send(Frames.loaded());

      UnitEntry shownToBert = null;
      while (shownToBert == null || shownToBert.unitId() != anna.account) {
        shownToBert = UnitEntry.read(bert.map.until(0x09FF), Packet.ZC_NOTIFY_STANDENTRY, layout);
      }
      assertEquals(new Cell(156, 185), shownToBert.at());
      UnitEntry shownToAnna =
          UnitEntry.read(anna.map.until(0x09FE), Packet.ZC_NOTIFY_NEWENTRY, layout);
      assertEquals(bert.account, shownToAnna.unitId());
      assertEquals("Bert", shownToAnna.name().toString());
      assertEquals(new Cell(158, 185), shownToAnna.at());

      anna.map.send(Frames.walk(153, 188));
      Walk own = Walk.readOwn(anna.map.until(0x0087));
      assertEquals(new Cell(156, 185), own.from());
      assertEquals(new Cell(153, 188), own.to());
      UnitEntry walking =
          UnitEntry.read(bert.map.until(0x09FD), Packet.ZC_NOTIFY_MOVEENTRY, layout);
      assertEquals(new Cell(153, 188), walking.to());
      assertEquals(own.tick(), walking.tick());

      bert.say("hello");
      assertEquals("Bert : hello", Chat.readOwn(bert.map.until(0x008E)).text().toString());
      Chat heard = Chat.readOther(anna.map.until(0x008D));
      assertEquals(bert.account, heard.unitId());
      assertEquals("Bert : hello", heard.text().toString());

      anna.map.send(Frames.emote(3));
      assertEquals(new Emotion(anna.account, 3), Emotion.read(anna.map.until(0x00C0)));
      assertEquals(new Emotion(anna.account, 3), Emotion.read(bert.map.until(0x00C0)));

      anna.map.send(Frames.quit());
      assertEquals("8b010000", RawClient.hex(anna.map.until(0x018B)));
      ByteBuf gone = bert.map.until(0x0080);
      assertEquals(anna.account, gone.getIntLE(2));
      assertEquals(UnitPackets.LOGGED_OUT, gone.getByte(6));

      List<ServerEvent.Kicked> kicks = server.log().all(ServerEvent.Kicked.class);
      assertTrue(kicks.isEmpty(), kicks::toString);
    }
  }
}
