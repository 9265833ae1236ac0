package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/** Frames as a real server and client of 20211103 exchanged them, where nothing else is said. */
class MapViewsTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final int LAB01 = 2_000_001;
  private static final int LAB02 = 2_000_002;

  private static String written(Consumer<ByteBuf> writer) {
    ByteBuf out = Unpooled.buffer();
    writer.accept(out);
    return Frames.hex(out);
  }

  private static String plain(String hex) {
    return hex.replace(" ", "");
  }

  @Test
  void aMapServerLetsACharacterIn() {
    assertEquals(
        new MapEntry(0x0020158C, new Cell(150, 180)),
        MapEntry.read(Frames.frame("eb02 8c152000 258b40 0505 0000")));
  }

  @Test
  void aCharacterIsPutSomewhereElse() {
    assertEquals(
        new MapMove("prontera", new Cell(150, 180)),
        MapMove.read(Frames.frame("9100 70726f6e746572612e67617400000000 9600 b400")));
    assertEquals(
        new MapMove("prt_fild08", new Cell(170, 375)),
        MapMove.read(
            Frames.padded("c70a 7072745f66696c6430382e6761740000 aa00 7701 7f000001 0214", 156)));
  }

  @Test
  void walksAreReadAndWritten() {
    String request = "5f03 280af0";
    String own = "8700 70352000 258b4280af88";
    // Hand-written: this server shows walks of others by ZC_NOTIFY_MOVEENTRY only.
    String other = "8600 82841e00 258b4280af88 70352000";
    Cell from = new Cell(150, 180);
    Cell to = new Cell(160, 175);
    Walk ownWalk = new Walk(0, from, to, 0x00203570);
    Walk otherWalk = new Walk(LAB02, from, to, 0x00203570);

    assertEquals(new Walk(0, null, to, 0), Walk.readRequest(Frames.frame(request)));
    assertEquals(ownWalk, Walk.readOwn(Frames.frame(own)));
    assertEquals(otherWalk, Walk.read(Frames.frame(other)));
    assertEquals(plain(request), written(out -> ownWalk.writeRequest(out, PROTOCOL)));
    assertEquals(plain(own), written(out -> ownWalk.writeOwn(out, PROTOCOL)));
    assertEquals(plain(other), written(out -> otherWalk.write(out, PROTOCOL)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"8800", "ff01", "d208"})
  void aUnitIsPutOnACell(String id) {
    UnitPosition position = new UnitPosition(LAB02, new Cell(150, 1023));

    assertEquals(position, UnitPosition.read(Frames.frame(id + "82841e00 9600 ff03")));
    assertEquals("880082841e009600ff03", written(out -> position.writeStop(out, PROTOCOL)));
  }

  @Test
  void chatIsReadWithoutItsNul() {
    assertEquals(
        new Chat(0, RawText.ascii("Lab01 : hello world")),
        Chat.readOwn(Frames.frame("f300 1800 4c61623031203a2068656c6c6f20776f726c64 00")));
    assertEquals(
        new Chat(0, RawText.ascii("Lab01 : hello world")),
        Chat.readOwn(Frames.frame("f300 1700 4c61623031203a2068656c6c6f20776f726c64")),
        "clients since 20151001 send none");
    assertEquals(
        new Chat(LAB02, RawText.ascii("Lab02 : nice hat")),
        Chat.readOther(Frames.frame("8d00 1900 82841e00 4c61623032203a206e69636520686174 00")));
    assertEquals(
        new Chat(0, RawText.EMPTY), Chat.readOwn(Frames.frame("f300 0400")), "no text at all");
  }

  @Test
  void chatIsWrittenInEveryForm() {
    Chat chat = new Chat(LAB02, RawText.ascii("Lab02 : nice hat"));
    String text = "4c61623032203a206e69636520686174";

    assertEquals("8d00190082841e00" + text + "00", written(out -> chat.writeOther(out, PROTOCOL)));
    assertEquals("8e001500" + text + "00", written(out -> chat.writeEcho(out, PROTOCOL)));
    assertEquals("f3001400" + text, written(out -> chat.writeRequest(out, PROTOCOL)));
  }

  @Test
  void emotesAreReadAndWritten() {
    Emotion emotion = new Emotion(LAB01, 18);

    assertEquals(new Emotion(0, 18), Emotion.readRequest(Frames.frame("bf00 12")));
    assertEquals(emotion, Emotion.read(Frames.frame("c000 81841e00 12")));
    assertEquals(new Emotion(LAB01, 255), Emotion.read(Frames.frame("c000 81841e00 ff")));
    assertEquals("bf0012", written(out -> emotion.writeRequest(out, PROTOCOL)));
    assertEquals("c00081841e0012", written(out -> emotion.write(out, PROTOCOL)));
  }

  @ParameterizedTest(name = "type {1}")
  @CsvSource({"02, 2", "03, 3"})
  void sittingAndStandingAreActs(String hex, int type) {
    assertEquals(
        new UnitAct(LAB01, type),
        UnitAct.read(Frames.frame("c808 81841e00" + "00".repeat(23) + hex + "00000000")));
  }

  @Test
  void hidingIsAnEffectState() {
    assertEquals(
        new UnitState(2_000_099, 0, 0x40),
        UnitState.read(Frames.frame("2902 e3841e00 0000 0000 40000000 00")));
  }

  @Test
  void mutingIsNegativeManner() {
    assertEquals(
        new Parameter(Parameter.MANNER, -1), Parameter.read(Frames.frame("b000 0400 ffffffff")));
    assertEquals(new Parameter(25, 23_000), Parameter.read(Frames.frame("b000 1900 d8590000")));
  }

  @Test
  void namesAreAnswered() {
    assertEquals(
        new NameAnswer(LAB01, RawText.ascii("Lab01")),
        NameAnswer.read(Frames.padded("300a 81841e00 4c61623031", 106)));
    assertEquals(
        new NameAnswer(LAB01, RawText.ascii("Lab01")),
        NameAnswer.read(Frames.padded("9500 81841e00 4c61623031", 30)),
        "hand-written");
  }

  @ParameterizedTest(name = "{0} fighting: {3}")
  @CsvSource({
    "9b09 0000 00060000, 0, 1536, false",
    "9b09 0100 00000000, 1, 0, true",
    "9b09 0500 00000000, 5, 0, true",
    "9b09 0600 00000000, 6, 0, false",
    "9b09 0000 01000000, 0, 1, true",
    "9b09 0000 02000000, 0, 2, true",
    "9b09 0000 04000000, 0, 4, true",
    "9b09 0000 80000000, 0, 128, true",
    "9b09 0000 78000000, 0, 120, false",
    "9901 0300, 3, 0, true",
    "9901 0000, 0, 0, false",
  })
  void mapPropertiesTellWherePlayersFight(String hex, int type, int flags, boolean fighting) {
    MapProperty property = MapProperty.read(Frames.frame(hex));

    assertEquals(new MapProperty(type, flags), property);
    assertEquals(fighting, property.fighting());
  }

  @Test
  void aWalkingPlayerIsShown() {
    UnitEntry entry =
        read(
            "fd09 7200 00 82841e00 f2490200 9600 0000 0000 00000000 0000 0300"
                + "00".repeat(10)
                + "a09d2400 0000 0000 0200"
                + "00".repeat(20)
                + "278b9270b988 0505 1e00 0000 ffffffff ffffffff 00 0000 4c61623032"
                + "00".repeat(19),
            Packet.ZC_NOTIFY_MOVEENTRY,
            114);

    assertEquals(
        new UnitEntry(
            LAB02,
            0,
            150,
            0,
            0,
            new Cell(158, 185),
            new Cell(156, 185),
            0x00249DA0,
            Posture.STANDING,
            RawText.ascii("Lab02")),
        entry);
    assertTrue(entry.walking());
  }

  @Test
  void aPlayerWhoComesInViewIsShown() {
    UnitEntry entry =
        read(
            "fe09 6b00 00 82841e00 f2490200 9600 0000 0000 00000000 0000 0300"
                + "00".repeat(14)
                + "0200"
                + "00".repeat(20)
                + "278b90 0505 1e00 0000 ffffffff ffffffff 00 0000 4c61623032"
                + "00".repeat(19),
            Packet.ZC_NOTIFY_NEWENTRY,
            107);

    assertEquals(LAB02, entry.unitId());
    assertEquals(new Cell(158, 185), entry.at());
    assertEquals(RawText.ascii("Lab02"), entry.name());
    assertNull(entry.to());
    assertFalse(entry.walking());
    assertFalse(entry.sitting());
  }

  @ParameterizedTest(name = "state {0}")
  @CsvSource({"00, STANDING", "01, DEAD", "02, SITTING", "03, STANDING"})
  void aStandingUnitMaySitOrLieDead(String state, Posture posture) {
    UnitEntry entry = read(standing(state) + "436c616e2048656c706572" + "00".repeat(13));

    assertEquals(
        new UnitEntry(
            0x068EBAF7,
            6,
            200,
            0,
            0,
            new Cell(138, 183),
            null,
            0,
            posture,
            RawText.ascii("Clan Helper")),
        entry);
  }

  @ParameterizedTest(name = "name bytes {0}")
  @CsvSource({"'', ''", "436c, Cl", "436c00, Cl"})
  void aNameMayBeCutShort(String bytes, String name) {
    UnitEntry entry = read(standing("00") + bytes);

    assertEquals(name, entry.name().toString());
  }

  /** The start of ZC_NOTIFY_STANDENTRY of a non-player, up to its name; total as recorded. */
  private static String standing(String state) {
    return "ff09 6c00 06 f7ba8e06 00000000 c800 0000 0000 00000000 bf02"
        + "00".repeat(38)
        + "228b77 0000"
        + state
        + "0000 0000 ffffffff ffffffff 00 0000";
  }

  private static UnitEntry read(String hex) {
    return UnitEntry.read(Frames.frame(hex), Packet.ZC_NOTIFY_STANDENTRY, PROTOCOL.unitLayout());
  }

  private static UnitEntry read(String hex, Packet form, int length) {
    assertEquals(length, Frames.bytes(hex).length);
    return UnitEntry.read(Frames.frame(hex), form, PROTOCOL.unitLayout());
  }
}
