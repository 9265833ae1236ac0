package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitEntry;

/** A conversation with the guide. */
final class DialogueTest {
  private final StandInServer server =
      StandInServer.builder().account("anna", "secret", "Anna", 'F').start();
  private final int guide = server.npcId("Guide#prontera");

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<String> frames(List<ByteBuf> frames) {
    return frames.stream().map(RawClient::hex).toList();
  }

  @Test
  void theGuideStandsWhereItShould() throws Exception {
    try (TestPlayer anna = TestPlayer.connect(server, "anna", "Anna")) {
      anna.map.send(Frames.loaded());
      UnitEntry shown =
          UnitEntry.read(
              anna.map.until(0x09FF),
              Packet.ZC_NOTIFY_STANDENTRY,
              Protocol.of(PacketVersion.DEFAULT).unitLayout());
      assertEquals(guide, shown.unitId());
      assertEquals(6, shown.objectType());
      assertEquals(new Cell(150, 188), shown.at());
      assertEquals("Guide#prontera", shown.name().toString());
    }
  }

  @Test
  void aWholeConversationIsRecordedRaw() throws Exception {
    List<ByteBuf> said =
        List.of(
            Frames.contact(guide),
            Frames.next(guide),
            Frames.next(guide),
            Frames.choose(guide, 1),
            Frames.closeDialogue(guide));
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(said.get(0));
      assertEquals(List.of("00B4", "00B4", "00B4", "00B5"), RawClient.ids(anna.map.fence()));
      anna.map.send(said.get(1));
      assertEquals(List.of("00B4", "00B4", "00B5"), RawClient.ids(anna.map.fence()));
      anna.map.send(said.get(2));
      ByteBuf menu = anna.map.until(0x00B7);
      assertEquals(guide, menu.getIntLE(4));
      assertEquals("The gate:The door:Cancel", Wire.text(menu, 8, menu.readableBytes() - 8));
      anna.map.send(said.get(3));
      List<ByteBuf> answer = anna.map.fence();
      assertEquals(List.of("00B4", "00B6"), RawClient.ids(answer));
      assertEquals("Thirty cells east.", Wire.text(answer.get(0), 8, 18));
      anna.map.send(Frames.walk(157, 185));
      assertEquals(List.of(), frames(anna.map.fence()), "still talking");
      anna.map.send(said.get(4), Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
    List<String> recorded =
        server.log().all(ServerEvent.NpcFrame.class).stream()
            .map(event -> HexFormat.of().formatHex(event.frame().toBytes()))
            .toList();
    assertEquals(frames(said), recorded);
  }

  /** The guide asks for a number and a text; whoever comes within two cells is spoken to. */
  private static NpcSpec clerk() {
    return new NpcSpec(
            Place.of("prontera", 156, 195),
            105,
            RawText.ascii("Clerk"),
            List.of(List.of("Sign here.")),
            List.of("Yes"),
            List.of("Good."))
        .withInputs(NpcSpec.Input.NUMBER, NpcSpec.Input.TEXT)
        .withTouch(2);
  }

  @Test
  void anNpcAsksForANumberAndAText() throws Exception {
    try (StandInServer office =
            StandInServer.builder().npc(clerk()).account("anna", "secret", "Anna", 'F').start();
        TestPlayer anna = TestPlayer.enter(office, "anna", "Anna")) {
      int clerk = office.npcId("Clerk");
      anna.map.send(Frames.contact(clerk), Frames.next(clerk), Frames.choose(clerk, 1));
      assertEquals(clerk, anna.map.until(0x0142).getIntLE(2));
      anna.map.send(Frames.text(clerk, "seven"));
      assertEquals(List.of(), frames(anna.map.fence()), "a number was asked for");
      anna.map.send(Frames.number(clerk, 7));
      assertEquals(List.of("00B4", "01D4"), RawClient.ids(anna.map.fence()));
      anna.map.send(Frames.text(clerk, "Anna"));
      List<ByteBuf> end = anna.map.fence();
      assertEquals(List.of("00B4", "00B6"), RawClient.ids(end));
      assertEquals("You typed Anna.", Wire.text(end.get(0), 8, 15));
    }
  }

  @Test
  void anNpcSpeaksFirstToWhoComesNear() throws Exception {
    try (StandInServer office =
            StandInServer.builder().npc(clerk()).account("anna", "secret", "Anna", 'F').start();
        TestPlayer anna = TestPlayer.enter(office, "anna", "Anna")) {
      int clerk = office.npcId("Clerk");
      anna.map.send(Frames.walk(156, 195));
      assertEquals(clerk, anna.map.until(0x00B4).getIntLE(4));
      anna.map.send(Frames.walk(156, 185));
      assertEquals(List.of(), RawClient.ids(anna.map.fence(0x0087)), "not while it talks");
      assertEquals(
          ServerEvent.Refusal.IN_DIALOGUE, Logs.await(office, ServerEvent.WalkRefused.class).why());
      assertTrue(office.log().all(ServerEvent.NpcFrame.class).isEmpty(), "nobody clicked");
    }
  }

  @Test
  void aScriptMaySpeakAtAnyTime() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      server.faults().npcSpeaks(anna.account);
      assertEquals(guide, anna.map.until(0x00B4).getIntLE(4));
      anna.map.send(Frames.walk(157, 185));
      assertEquals(List.of(), RawClient.ids(anna.map.fence(0x0087)));
      anna.map.send(Frames.next(guide), Frames.next(guide), Frames.choose(guide, 3));
      anna.map.until(0x00B6);
      anna.map.send(Frames.closeDialogue(guide), Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
  }

  @Test
  void whatDoesNotFitIsIgnored() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.next(guide));
      anna.map.send(Frames.contact(guide + 1000));
      anna.map.send(Frames.hex("4301 00000000 05000000"), Frames.hex("d501 0b00 00000000 686900"));
      assertEquals(List.of(), frames(anna.map.fence()));
      assertEquals(4, server.log().all(ServerEvent.NpcFrame.class).size(), "but recorded");
      anna.map.send(Frames.contact(guide));
      anna.map.until(0x00B5);
      anna.map.send(Frames.choose(guide, 1));
      assertEquals(List.of(), frames(anna.map.fence()), "no menu yet");
      anna.map.send(Frames.next(guide), Frames.next(guide), Frames.choose(guide, 0xFF));
      anna.map.until(0x00B7);
      anna.map.fence();
      anna.map.send(Frames.walk(157, 185));
      anna.map.until(0x0087);
    }
  }

  @Test
  void aWarpEndsAConversation() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.contact(guide));
      anna.map.until(0x00B5);
      server.faults().warp(anna.account, Place.of("prontera", 100, 100));
      anna.map.until(0x0091);
      anna.map.send(Frames.loaded(), Frames.walk(101, 100));
      anna.map.until(0x0087);
      anna.map.send(Frames.contact(guide));
      assertEquals(List.of(), frames(anna.map.fence()), "too far away");
      assertTrue(
          server.log().all(ServerEvent.StateChanged.class).stream()
              .anyMatch(e -> e.state() == ServerEvent.State.IN_DIALOGUE && !e.on()));
    }
  }
}
