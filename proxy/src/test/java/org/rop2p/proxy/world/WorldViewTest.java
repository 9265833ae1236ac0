package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.codec.view.Appearance;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitIds;
import org.rop2p.proxy.Hex;

/**
 * Bob (account 2000001 = 81841E00) watches Ann (2000002 = 82841E00). Every frame is written by hand
 * from the layouts of client date 20211103: 150,100 is 258640, 150,100 to 155,103 is 2586426C6788.
 */
class WorldViewTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final String ANN_ID = "82841E00";
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);

  /** Object type 0, account, char id 150001, speed 150, no states, job 4000, hair 5. */
  private static final String LOOKS =
      "00 %s F1490200 9600 0000 0000 00000000 A00F 0500 00000000 00000000 0000";

  private static final String HEAD_TO_SEX =
      "0100 0200 0300 0400 0000 0000 00000000 0000 0000" + "00000000 00 01";

  private static final String ANN_STANDS =
      "FF09 6C00"
          + LOOKS.formatted(ANN_ID)
          + HEAD_TO_SEX
          + "258640 0505 00 6300 0000 FFFFFFFF FFFFFFFF 00 0000 'Ann' 00*21";
  private static final String ANN_SPAWNS =
      "FE09 6B00"
          + LOOKS.formatted(ANN_ID)
          + HEAD_TO_SEX
          + "258640 0505 6300 0000 FFFFFFFF FFFFFFFF 00 0000 'Ann' 00*21";
  private static final String ANN_WALKS =
      "FD09 7200"
          + LOOKS.formatted(ANN_ID)
          + "10270000"
          + HEAD_TO_SEX
          + "2586426C6788 0505 6300 0000 FFFFFFFF FFFFFFFF 00 0000 'Ann' 00*21";

  private final WorldView world = new WorldView(BOB, RawText.ascii("Bob"), "prontera");

  @BeforeEach
  void bobEnters() {
    assertEquals(
        List.of(new WorldEvent.MapEntered("prontera")), hear("EB02 E8030000 258640 0505 0000", 50));
    world.asked(new ClientEvent.MapLoaded(), 60);
  }

  @Test
  void enteringPlacesBobAndSetsTheClock() {
    assertEquals(new Cell(150, 100), world.own().motion().at(50));
    assertEquals(1_000, world.serverTick(50));
    assertEquals(1_200, world.serverTick(250));
    hear("7F00 00000080", 300);
    assertEquals(0x80000000, world.serverTick(300));
    hear("7F00 FFFFFFFF", 400);
    assertEquals(1, world.serverTick(402));
  }

  @Test
  void beforeEnteringNothingIsKnown() {
    WorldView fresh = new WorldView(BOB, RawText.ascii("Bob"), "prontera");
    assertFalse(fresh.clockKnown());
    assertTrue(fresh.own().loading());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"standing", "spawning", "walking"})
  void sheAppearsOnce(String form) {
    String frame =
        form.equals("standing") ? ANN_STANDS : form.equals("spawning") ? ANN_SPAWNS : ANN_WALKS;
    assertEquals(List.of(new WorldEvent.Appeared(ANN)), hear(frame, 0));
    assertEquals(List.of(), hear(frame, 10));
    PlayerInView ann = world.player(ANN).orElseThrow();
    assertEquals(RawText.ascii("Ann"), ann.name());
    assertEquals(new Cell(150, 100), ann.at(10));
    assertFalse(ann.sitting());
    assertEquals(1, world.players().size());
  }

  @Test
  void sheWalksAndStopsAndVanishes() {
    hear(ANN_WALKS, 0);
    assertEquals(new Cell(155, 103), world.player(ANN).orElseThrow().at(5_000));
    assertEquals(new Cell(151, 101), world.player(ANN).orElseThrow().at(210));
    hear("8800" + ANN_ID + "9700 6500", 300);
    assertEquals(new Cell(151, 101), world.player(ANN).orElseThrow().at(9_000));
    hear("8600" + ANN_ID + "2586426C6788 10270000", 400);
    assertEquals(new Cell(155, 103), world.player(ANN).orElseThrow().at(9_000));
    hear("FF01" + ANN_ID + "0100 0200", 500);
    assertEquals(new Cell(1, 2), world.player(ANN).orElseThrow().at(9_000));
    hear("D208" + ANN_ID + "0300 0400", 600);
    assertEquals(new Cell(3, 4), world.player(ANN).orElseThrow().at(9_000));
    assertEquals(List.of(new WorldEvent.Vanished(ANN)), hear("8000" + ANN_ID + "00", 700));
    assertEquals(List.of(), hear("8000" + ANN_ID + "00", 800));
    assertEquals(Optional.empty(), world.player(ANN));
  }

  @Test
  void aWalkOfSomebodyUnknownIsNobodysWalk() {
    hear("8600 83841E00 2586426C6788 10270000", 0);
    assertTrue(world.players().isEmpty());
  }

  @Test
  void sheSitsAndStands() {
    hear(ANN_STANDS.replace("258640 0505 00", "258640 0505 02"), 0);
    assertTrue(world.player(ANN).orElseThrow().sitting());
    hear("C808" + ANN_ID + "00*23 03 00*4", 10);
    assertFalse(world.player(ANN).orElseThrow().sitting());
    hear("C808" + ANN_ID + "00*23 02 00*4", 20);
    assertTrue(world.player(ANN).orElseThrow().sitting());
    hear("C808" + ANN_ID + "00*23 00 00*4", 30);
    assertTrue(world.player(ANN).orElseThrow().sitting(), "an attack is no standing up");
  }

  @Test
  void bobSitsAndAWalkEndsIt() {
    hear("C808 81841E00 00*23 02 00*4", 0);
    assertTrue(world.own().sitting());
    hear("8700 10270000 2586426C6788", 10);
    assertFalse(world.own().sitting());
    assertEquals(new Cell(155, 103), world.own().motion().at(9_000));
    assertEquals(10_000, world.serverTick(10));
  }

  @Test
  void bobsSpeedIsThatOfTheServer() {
    hear("B000 0000 64000000", 0);
    hear("8700 10270000 2586426C6788", 1_000);
    assertEquals(new Cell(151, 101), world.own().motion().at(1_140));
  }

  @Test
  void bobIsMutedAndMaySpeakAgain() {
    assertEquals(List.of(new WorldEvent.MuteChanged()), hear("B000 0400 FBFFFFFF", 0));
    assertTrue(world.own().muted());
    assertEquals(List.of(), hear("B000 0400 FCFFFFFF", 10), "a minute less");
    assertEquals(List.of(new WorldEvent.MuteChanged()), hear("B000 0400 00000000", 20));
    assertFalse(world.own().muted());
    assertEquals(List.of(), hear("B000 0500 FFFFFFFF", 30), "no manner");
  }

  @Test
  void bobIsInAChatRoom() {
    hear("D600 01", 0);
    assertFalse(world.own().inChatRoom(), "refused");
    hear("D600 00", 10);
    assertTrue(world.own().inChatRoom());
    assertEquals(List.of(), hear("DD00 0100 'Ann' 00*21 00", 20));
    assertTrue(world.own().inChatRoom());
    assertEquals(List.of(new WorldEvent.ChatRoomLeft()), hear("DD00 0000 'Bob' 00*21 00", 30));
    assertFalse(world.own().inChatRoom());
    hear("DB00 2400 01000000 01000000 'Bob' 00*21", 40);
    assertTrue(world.own().inChatRoom());
  }

  @Test
  void namesFollowTheServersAnswers() {
    hear(ANN_STANDS, 0);
    assertEquals(List.of(), hear("300A" + ANN_ID + "'Someone' 00*17 00*72 00*4", 10));
    assertEquals(RawText.ascii("Someone"), world.player(ANN).orElseThrow().name());
    hear("9500" + ANN_ID + "'Ann' 00*21", 20);
    assertEquals(RawText.ascii("Ann"), world.player(ANN).orElseThrow().name());
    assertEquals(List.of(), hear("300A 81841E00 'Bob' 00*21 00*72 00*4", 30));
    assertEquals(
        List.of(new WorldEvent.OwnNameChanged()),
        hear("300A 81841E00 'Fake' 00*20 00*72 00*4", 40));
    assertEquals(RawText.ascii("Fake"), world.own().name());
  }

  @Test
  void bobIsHiddenOrAiling() {
    hear("2902 81841E00 0000 0000 02000000 00", 0);
    assertTrue(world.own().unseen());
    hear("2902 81841E00 0200 0000 00000000 00", 10);
    assertFalse(world.own().unseen());
    assertTrue(world.own().ailing());
    hear("2902" + ANN_ID + "0000 0000 40000000 00", 20);
    assertFalse(world.own().unseen(), "that was Ann");
  }

  @Test
  void bobInDisguiseSeesHimselfUnderHisNegatedId() {
    String disguised =
        ANN_STANDS.replace(ANN_ID, "7F7BE1FF").replace("FF09 6C00 00", "FF09 6C00 05");
    assertEquals(List.of(), hear(disguised, 0));
    assertTrue(world.players().isEmpty());
    assertTrue(world.own().isUnit(-BOB));
  }

  @Test
  void aPlayerInDisguiseIsAPlayerAMonsterWithPlayerLooksIsNone() {
    String disguised = ANN_STANDS.replace("FF09 6C0000", "FF09 6C0005");
    assertNotEquals(ANN_STANDS, disguised);
    assertEquals(List.of(new WorldEvent.Appeared(ANN)), hear(disguised, 0));
    String monster = ANN_STANDS.replace(ANN_ID, "80778E06"); // 110,000,000, object type 0
    assertEquals(List.of(), hear(monster, 0));
    assertEquals(1, world.players().size());
  }

  @ParameterizedTest(name = "unit {0} is a player: {1}")
  @CsvSource({
    "1999999, false",
    "2000000, true",
    "100000000, true",
    "100000001, false",
    "-2000001, false",
    "110000000, false",
    "0, false"
  })
  void playersAreToldByTheirIds(int unit, boolean player) {
    assertEquals(player, UnitIds.isPlayer(unit));
  }

  @Test
  void aNewMapForgetsEverybody() {
    hear(ANN_STANDS, 0);
    hear("D600 00", 0);
    hear("9B09 0100 00000000", 0);
    assertTrue(world.own().fightingMap());
    assertEquals(
        List.of(new WorldEvent.MapEntered("geffen")), hear("9100 'geffen.gat' 00*6 7800 4600", 10));
    assertTrue(world.players().isEmpty());
    assertEquals("geffen", world.own().zone());
    assertEquals(new Cell(120, 70), world.own().motion().at(10));
    assertTrue(world.own().loading());
    assertFalse(world.own().inChatRoom());
    assertFalse(world.own().fightingMap());
  }

  @Test
  void aWarpWithinTheMapForgetsEverybodyToo() {
    hear(ANN_STANDS, 0);
    assertEquals(
        List.of(new WorldEvent.MapEntered("prontera")),
        hear("9100 'prontera.gat' 00*4 7800 4600", 10));
    assertTrue(world.players().isEmpty());
  }

  @Test
  void twoEntriesOfOneLookAreEqualWhateverTheirForm() {
    Appearance standing = appearance(ANN_STANDS);
    assertEquals(standing, appearance(ANN_SPAWNS));
    assertEquals(standing, appearance(ANN_WALKS));
    assertEquals(standing.hashCode(), appearance(ANN_WALKS).hashCode());
    assertEquals(standing, appearance(ANN_STANDS.replace("258640 0505 00", "258650 0505 02")));
    assertEquals(standing, appearance(ANN_WALKS.replace("10270000", "11270000")));
    assertNotEquals(standing, appearance(ANN_WALKS.replace("'Ann'", "'Amy'")));
    assertNotEquals(standing, appearance(ANN_WALKS.replace("0100 0200 0300", "0100 0200 0301")));
    assertNotEquals(standing, appearance(ANN_SPAWNS.replace("9600", "9700")), "speed");
    assertNotEquals(standing, appearance(ANN_SPAWNS.replace("6300", "6400")), "level");
  }

  @Test
  void aCrowdIsBounded() {
    for (int i = 0; i < 600; i++) {
      String id = HexFormat.of().toHexDigits(Integer.reverseBytes(3_000_000 + i));
      hear(ANN_STANDS.replace(ANN_ID, id), 0);
    }
    assertEquals(Crowd.MAX_PLAYERS, world.players().size());
    assertTrue(world.leftOut());
    hear("9100 'prontera.gat' 00*4 7800 4600", 0);
    assertFalse(world.leftOut());
  }

  @Test
  void whoIsMutedStaysSoUntilTheServerPassesSomethingOn() {
    hear(ANN_STANDS, 0);
    assertFalse(world.muted(ANN));
    hear("AB01 " + ANN_ID + " 0400 FBFFFFFF", 10);
    assertTrue(world.muted(ANN));
    hear("8000 " + ANN_ID + " 00", 20);
    hear(ANN_STANDS, 30);
    assertTrue(world.muted(ANN), "also when she comes back into view");
    hear("AB01 " + ANN_ID + " 0400 00000000", 40);
    assertFalse(world.muted(ANN));
    hear("AB01 " + ANN_ID + " 0400 FBFFFFFF", 50);
    hear("8D00 1200 " + ANN_ID + "'Ann : hi' 00 00", 60);
    assertFalse(world.muted(ANN), "the server lets her speak");
  }

  @Test
  void noPrefixOfAFrameIsMoreThanAShortFrame() {
    for (String literal : List.of(ANN_STANDS, ANN_SPAWNS, ANN_WALKS)) {
      ByteBuf whole = Hex.frame(literal);
      Packet packet = packet(whole);
      for (int length = 0; length < 60; length++) {
        ByteBuf cut = whole.slice(0, length);
        assertThrows(
            IndexOutOfBoundsException.class, () -> ServerEvents.read(packet, cut, PROTOCOL));
      }
    }
  }

  private List<WorldEvent> hear(String literal, long now) {
    ByteBuf frame = Hex.frame(literal);
    Packet packet = packet(frame);
    int declared = PROTOCOL.table().length(frame.getUnsignedShortLE(0));
    assertEquals(
        declared > 0 ? declared : frame.getUnsignedShortLE(2),
        frame.readableBytes(),
        "the literal has the wrong length");
    ServerEvent event = ServerEvents.read(packet, frame, PROTOCOL);
    return event == null ? List.of() : world.observe(event, now).changes();
  }

  private static Appearance appearance(String literal) {
    ByteBuf frame = Hex.frame(literal);
    return Appearance.of(frame, packet(frame), PROTOCOL.unitLayout());
  }

  private static Packet packet(ByteBuf frame) {
    return PROTOCOL.packet(frame.getUnsignedShortLE(0), Direction.SERVER_TO_CLIENT);
  }
}
