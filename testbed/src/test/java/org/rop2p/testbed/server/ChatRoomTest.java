package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.server.ServerEvent.Reach;

/** Anna opens a room, Bert joins, Carl stays outside. */
final class ChatRoomTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .account("carl", "secret", "Carl", 'M')
          .account("dora", "secret", "Dora", 'F')
          .basicSkill(3)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void textInsideStaysInsideAndTextOutsideStaysOutside() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert");
        TestPlayer carl = TestPlayer.enter(server, "carl", "Carl")) {
      anna.map.send(Frames.createRoom("lab room", "xyz", false));
      assertEquals("d60000", RawClient.hex(anna.map.until(0x00D6)));
      ByteBuf shown = bert.map.until(0x00D7);
      carl.map.until(0x00D7);
      int room = shown.getIntLE(8);
      assertEquals(anna.account, shown.getIntLE(4));
      assertEquals(20, shown.getShortLE(12));
      assertEquals(1, shown.getShortLE(14));
      assertEquals(0, shown.getByte(16));
      assertEquals("lab room", Wire.text(shown, 17, 8));

      bert.map.send(Frames.enterRoom(room, "bad"));
      assertEquals("da0001", RawClient.hex(bert.map.until(0x00DA)));
      bert.map.send(Frames.enterRoom(room, "xyz"));
      ByteBuf entered = bert.map.until(0x00DB);
      assertEquals(64, entered.readableBytes());
      assertEquals("Anna", Wire.text(entered, 12, 24));
      assertEquals(1, entered.getIntLE(36));
      assertEquals("Bert", Wire.text(entered, 40, 24));
      ByteBuf joined = anna.map.until(0x00DC);
      assertEquals(2, joined.getShortLE(2));
      assertEquals(2, carl.map.until(0x00D7).getShortLE(14));

      anna.say("inside");
      assertEquals(1, anna.map.fence(0x008E).size());
      assertEquals(1, bert.map.fence(0x008D).size());
      assertEquals(0, carl.map.fence(0x008D).size());
      ServerEvent.ChatAccepted inside = Logs.await(server, ServerEvent.ChatAccepted.class);
      assertEquals(Reach.ROOM, inside.reach());
      assertEquals(Set.of(bert.account), inside.audience());
      carl.say("outside");
      assertEquals(1, carl.map.fence(0x008E).size());
      assertEquals(0, anna.map.fence(0x008D).size());
      carl.map.send(Frames.emote(3));
      assertEquals(carl.account, anna.map.until(0x00C0).getIntLE(2), "emotes are seen inside");

      bert.map.send(Frames.leaveRoom());
      ByteBuf left = anna.map.until(0x00DD);
      assertEquals("dd000100" + "42657274" + "00".repeat(21), RawClient.hex(left));
      bert.map.until(0x00DD);
      assertEquals(1, bert.map.until(0x00D7).getShortLE(14));
      anna.map.send(Frames.leaveRoom());
      assertEquals(0, anna.map.until(0x00DD).getShortLE(2));
      assertEquals(room, anna.map.until(0x00D8).getIntLE(2));
      assertEquals(room, bert.map.until(0x00D8).getIntLE(2));
    }
  }

  @Test
  void theNextInLineInheritsTheRoom() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().joinRoom(anna.account, "hooked");
      server.faults().joinRoom(bert.account, "hooked");
      bert.map.until(0x00DB);
      server.faults().leaveRoom(anna.account);
      ByteBuf shown = anna.map.until(0x00D7);
      assertEquals(bert.account, shown.getIntLE(4));
      List<String> ids = RawClient.ids(bert.map.fence());
      assertEquals(2, ids.stream().filter("00E1"::equals).count());
      server.faults().leaveRoom(bert.account);
      assertEquals(shown.getIntLE(8), anna.map.until(0x00D8).getIntLE(2));
    }
  }

  @Test
  void aNewcomerIsShownTheRoom() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      server.faults().joinRoom(anna.account, "open");
      try (TestPlayer bert = TestPlayer.connect(server, "bert", "Bert")) {
        bert.map.send(Frames.loaded());
        assertEquals("open", Wire.text(bert.map.until(0x00D7), 17, 4));
      }
    }
  }

  @Test
  void basicSkillFourIsNeeded() throws Exception {
    try (TestPlayer dora = TestPlayer.enter(server, "dora", "Dora")) {
      dora.map.send(Frames.createRoom("no", "", true));
      List<String> ids = RawClient.ids(dora.map.fence());
      assertTrue(ids.contains("0110"));
      assertTrue(!ids.contains("00D6"));
    }
  }

  @Test
  void whoLeavesTheGameLeavesTheRoom() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().joinRoom(anna.account, "short");
      bert.map.until(0x00D7);
      anna.map.send(Frames.quit());
      bert.map.until(0x00D8);
      bert.map.until(0x0080);
    }
  }
}
