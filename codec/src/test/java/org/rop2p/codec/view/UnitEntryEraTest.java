package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitField;
import org.rop2p.codec.UnitLayout;

/** Unit entries of every era, each with a frame written by hand from the field list. */
class UnitEntryEraTest {
  private static final int LAB02 = 2_000_002;
  private static final Cell AT = new Cell(158, 185);
  private static final Cell TO = new Cell(156, 185);
  private static final RawText NAME = RawText.ascii("Lab02");

  private static final Packet WALK = Packet.ZC_NOTIFY_MOVEENTRY;
  private static final Packet STAND = Packet.ZC_NOTIFY_STANDENTRY;
  private static final Packet SPAWN = Packet.ZC_NOTIFY_NEWENTRY;

  private static final String NAME_24 = "4c61623032" + "00".repeat(19);

  private static String zeros(int bytes) {
    return "00".repeat(bytes);
  }

  /** Speed, body state, health state, effect state, job, hair, weapon. */
  private static final String TO_WEAPON = "9600 0000 0000 40000000 0100 0200 00000000";

  /** Head top, head mid, hair colour, clothes colour, head direction. */
  private static final String HEAD = "0000 0000 0000 0000 0000";

  /** Guild, emblem, honor, virtue, pk mode, sex. */
  private static final String GUILD_TO_SEX = "00000000 0000 0000 00000000 00 01";

  private static final String TICK = "a09d2400";
  private static final String MOVE = "278b9270b988 0505";
  private static final String POSITION = "278b90 0505";
  private static final String HP = "ffffffff ffffffff 00";

  static Stream<Arguments> handmade() {
    return Stream.of(
        Arguments.of(
            "20100730:re",
            WALK,
            67,
            "ec02 00 82841e00"
                + TO_WEAPON
                + "0000"
                + TICK
                + HEAD
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"),
        Arguments.of(
            "20100730:re",
            STAND,
            60,
            "ee02 82841e00" + TO_WEAPON + "0000" + HEAD + GUILD_TO_SEX + POSITION + "02 1e00 0000"),
        Arguments.of(
            "20100730:re",
            SPAWN,
            59,
            "ed02 82841e00" + TO_WEAPON + "0000" + HEAD + GUILD_TO_SEX + POSITION + "1e00 0000"),
        Arguments.of(
            "20181121:main",
            WALK,
            71,
            "ec02 00 82841e00"
                + TO_WEAPON
                + "00000000 0000"
                + TICK
                + HEAD
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"),
        Arguments.of(
            "20100730:re",
            WALK,
            69,
            "f707 4500 00 82841e00"
                + TO_WEAPON
                + "0000"
                + TICK
                + HEAD
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"),
        Arguments.of(
            "20100730:re",
            STAND,
            63,
            "f907 3f00 00 82841e00"
                + TO_WEAPON
                + "0000"
                + HEAD
                + GUILD_TO_SEX
                + POSITION
                + "02 1e00 0000"),
        Arguments.of(
            "20100730:re",
            SPAWN,
            62,
            "f807 3e00 00 82841e00"
                + TO_WEAPON
                + "0000"
                + HEAD
                + GUILD_TO_SEX
                + POSITION
                + "1e00 0000"),
        Arguments.of(
            "20111102:re",
            WALK,
            71,
            "5608 4700 00 82841e00"
                + TO_WEAPON
                + "0000"
                + TICK
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"),
        Arguments.of(
            "20111102:re",
            STAND,
            65,
            "5708 4100 00 82841e00"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "02 1e00 0000"),
        Arguments.of(
            "20111102:re",
            SPAWN,
            64,
            "5808 4000 00 82841e00"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "1e00 0000"),
        Arguments.of(
            "20130807:main",
            WALK,
            80,
            "1409 5000 00 82841e00"
                + TO_WEAPON
                + "0000"
                + TICK
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"
                + HP),
        Arguments.of(
            "20130807:main",
            STAND,
            74,
            "1509 4a00 00 82841e00"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "02 1e00 0000"
                + HP),
        Arguments.of(
            "20130807:main",
            SPAWN,
            73,
            "0f09 4900 00 82841e00"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "1e00 0000"
                + HP),
        Arguments.of(
            "20140402:re",
            WALK,
            108,
            "db09 6c00 00 82841e00 f2490200"
                + TO_WEAPON
                + "0000"
                + TICK
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"
                + HP
                + NAME_24),
        Arguments.of(
            "20140402:re",
            STAND,
            102,
            "dd09 6600 00 82841e00 f2490200"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "02 1e00 0000"
                + HP
                + NAME_24),
        Arguments.of(
            "20140402:re",
            SPAWN,
            101,
            "dc09 6500 00 82841e00 f2490200"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "1e00 0000"
                + HP
                + NAME_24),
        Arguments.of(
            "20151104:main",
            WALK,
            110,
            "fd09 6e00 00 82841e00 f2490200"
                + TO_WEAPON
                + "0000"
                + TICK
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"
                + HP
                + "0000"
                + NAME_24),
        Arguments.of(
            "20151104:main",
            STAND,
            104,
            "ff09 6800 00 82841e00 f2490200"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "02 1e00 0000"
                + HP
                + "0000"
                + NAME_24),
        Arguments.of(
            "20151104:main",
            SPAWN,
            103,
            "fe09 6700 00 82841e00 f2490200"
                + TO_WEAPON
                + "0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "1e00 0000"
                + HP
                + "0000"
                + NAME_24),
        Arguments.of(
            "20180704:re",
            WALK,
            114,
            "fd09 7200 00 82841e00 f2490200"
                + TO_WEAPON
                + "00000000 0000"
                + TICK
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + MOVE
                + "1e00 0000"
                + HP
                + "0000"
                + NAME_24),
        Arguments.of(
            "20181114:zero",
            STAND,
            108,
            "ff09 6c00 00 82841e00 f2490200"
                + TO_WEAPON
                + "00000000 0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "02 1e00 0000"
                + HP
                + "0000"
                + NAME_24),
        Arguments.of(
            "20250604:main",
            SPAWN,
            107,
            "fe09 6b00 00 82841e00 f2490200"
                + TO_WEAPON
                + "00000000 0000"
                + HEAD
                + "0000"
                + GUILD_TO_SEX
                + POSITION
                + "1e00 0000"
                + HP
                + "0000"
                + NAME_24));
  }

  private static UnitEntry lab02(Packet form, boolean named) {
    boolean walking = form == WALK;
    return new UnitEntry(
        LAB02,
        0,
        150,
        0,
        0x40,
        AT,
        walking ? TO : null,
        walking ? 0x00249DA0 : 0,
        form == STAND ? Posture.SITTING : Posture.STANDING,
        named ? NAME : RawText.EMPTY);
  }

  @ParameterizedTest(name = "{0} {1} of {2}")
  @MethodSource("handmade")
  void aHandmadeFrameIsRead(String date, Packet form, int length, String hex) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));
    byte[] bytes = Frames.bytes(hex);
    assertEquals(length, bytes.length, "the frame by hand");
    ByteBuf frame = Frames.frame(bytes);
    int id = frame.getUnsignedShortLE(frame.readerIndex());
    UnitLayout.Entry layout = protocol.unitLayout().entry(id);
    boolean named = layout.length() > 100;
    UnitEntry lab02 = lab02(form, named);

    assertEquals(length, layout.length());
    assertEquals(form, protocol.packet(id, form.direction()));
    int declared = protocol.table().length(id);
    assertEquals(layout.variable() ? -1 : length, declared);
    assertEquals(lab02, UnitEntry.read(frame, form, protocol.unitLayout()));
  }

  @ParameterizedTest(
      name = "{0} {1}: speed {2}, head dir {3}, sex {4}, place {5}, level {6}, hp {7}")
  @CsvSource({
    "20100730:re,   02EC,  7, 39, 54, 55, 63, -1",
    "20100730:re,   02EE,  6, 34, 49, 50, 56, -1",
    "20100730:re,   02ED,  6, 34, 49, 50, 55, -1",
    "20100730:re,   07F7,  9, 41, 56, 57, 65, -1",
    "20100730:re,   07F9,  9, 37, 52, 53, 59, -1",
    "20101124:re,   0856,  9, 41, 58, 59, 67, -1",
    "20101124:re,   0857,  9, 37, 54, 55, 61, -1",
    "20130807:re,   0914,  9, 41, 58, 59, 67, 75",
    "20130807:re,   0915,  9, 37, 54, 55, 61, 69",
    "20131223:re,   09DB, 13, 45, 62, 63, 71, 79",
    "20131223:re,   09DD, 13, 41, 58, 59, 65, 73",
    "20150513:re,   09FD, 13, 45, 62, 63, 71, 79",
    "20150513:re,   09FE, 13, 41, 58, 59, 64, 72",
    "20211103:re,   09FD, 13, 49, 66, 67, 75, 83",
    "20211103:re,   09FF, 13, 45, 62, 63, 69, 77",
    "20211103:re,   09FE, 13, 45, 62, 63, 68, 76",
    "20181120:main, 09FD, 13, 45, 62, 63, 71, 79",
    "20181121:main, 09FD, 13, 49, 66, 67, 75, 83",
  })
  void fieldsAreWhereTheEraHasThem(
      String date, String id, int speed, int head, int sex, int place, int level, int hp) {
    UnitLayout.Entry entry =
        UnitLayout.of(PacketVersion.parse(date)).entry(Integer.parseInt(id, 16));

    assertEquals(speed, entry.offset(UnitField.SPEED));
    assertEquals(head, entry.offset(UnitField.HEAD_DIRECTION));
    assertEquals(sex, entry.offset(UnitField.SEX));
    assertEquals(place, entry.place());
    assertEquals(level, entry.offset(UnitField.LEVEL));
    assertEquals(hp, entry.offset(UnitField.HP));
  }

  @ParameterizedTest(name = "{0}: walking {1}, standing {2}, spawning {3} bytes")
  @CsvSource({
    "20100730:re,   69,  63,  62",
    "20101124:re,   71,  65,  64",
    "20120307:re,   80,  74,  73",
    "20131223:re,   108, 102, 101",
    "20150513:re,   110, 104, 103",
    "20180703:re,   110, 104, 103",
    "20180704:re,   114, 108, 107",
    "20181120:main, 110, 104, 103",
    "20181121:main, 114, 108, 107",
    "20181114:zero, 114, 108, 107",
    "20250604:main, 114, 108, 107",
  })
  void theEntriesOfADateHaveTheLengthOfTheirEra(String date, int walk, int stand, int spawn) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));

    assertEquals(walk, protocol.unitLayout().entry(protocol.id(WALK)).length());
    assertEquals(stand, protocol.unitLayout().entry(protocol.id(STAND)).length());
    assertEquals(spawn, protocol.unitLayout().entry(protocol.id(SPAWN)).length());
  }

  @Test
  void anotherPacketIsNoEntry() {
    UnitLayout layout = UnitLayout.of(PacketVersion.DEFAULT);

    assertThrows(
        IllegalArgumentException.class,
        () -> UnitEntry.read(Frames.padded("8600", 120), WALK, layout));
    assertThrows(
        IllegalArgumentException.class,
        () -> UnitEntry.read(Frames.padded("ff09" + zeros(2), 120), WALK, layout));
  }
}
