package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);

  private static Protocol at(String version) {
    return Protocol.of(PacketVersion.parse(version));
  }

  @Test
  void everyDateOfARealClientIsSupportedOrRefusedInOneSentence() {
    List<PacketVersion> refused = new ArrayList<>();
    for (PacketVersion version : ClientDates.all()) {
      try {
        Protocol protocol = Protocol.of(version);
        for (Packet packet : Packet.values()) {
          if (protocol.has(packet)) {
            assertSame(
                packet,
                protocol.packet(protocol.id(packet), packet.direction()),
                packet + " at " + version);
          }
        }
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("client date " + version), e.getMessage());
        refused.add(version);
      }
    }
    // Ids moved with each build from 2010-11 on; most of the first builds were never recorded.
    assertTrue(
        refused.stream().allMatch(v -> v.date() > 20101122 && v.date() < 20120710),
        refused.toString());
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource(
      textBlock =
          """
          20100730:re,   CZ_ENTER,              0436
          20100730:main, CZ_REQUEST_MOVE,       00A7
          20100730:re,   CZ_REQUEST_TIME,       0089
          20100730:re,   CZ_CHANGE_DIRECTION,   0085
          20100730:re,   CZ_REQNAME,            008C
          20101124:re,   CZ_REQUEST_MOVE,       035F
          20120307:main, CZ_ENTER,              086A
          20130807:main, CZ_ENTER,              022D
          20130807:re,   CZ_REQUEST_MOVE,       0437
          20130807:re,   CZ_REQUEST_TIME,       035F
          20151104:re,   CZ_ENTER,              0360
          20151104:main, CZ_REQUEST_MOVE,       0363
          20151104:main, CZ_REQUEST_TIME,       0886
          20180307:re,   CZ_ENTER,              07E4
          20180307:re,   CZ_REQUEST_TIME,       086C
          20180307:re,   CZ_REQUEST_MOVE,       0877
          20180314:main, CZ_REQUEST_ACT,        0921
          20180511:zero, CZ_ENTER,              0896
          20180512:re,   CZ_REQUEST_ACT,        0437
          20250604:main, CZ_CHANGE_DIRECTION,   0361
          20100730:re,   CZ_REQUEST_CHAT,       00F3
          20250604:main, CZ_REQUEST_CHAT,       00F3
          20250604:main, CZ_REQ_EMOTION,        00BF
          20250604:main, CZ_REQ_EMOTION_EXPANSION, 0BE9
          20141016:main, ZC_ACCEPT_ENTER,       02EB
          20141022:main, ZC_ACCEPT_ENTER,       0A18
          20160316:re,   ZC_ACCEPT_ENTER,       0A18
          20160330:re,   ZC_ACCEPT_ENTER,       02EB
          20170228:main, AC_ACCEPT_LOGIN,       0069
          20170315:main, AC_ACCEPT_LOGIN,       0AC4
          20170308:re,   HC_NOTIFY_ZONESVR,     0071
          20170315:re,   HC_NOTIFY_ZONESVR,     0AC5
          20170308:re,   ZC_NPCACK_SERVERMOVE,  0092
          20170315:re,   ZC_NPCACK_SERVERMOVE,  0AC7
          20130807:re,   ZC_NOTIFY_ACT,         02E1
          20131223:re,   ZC_NOTIFY_ACT,         08C8
          20120919:main, ZC_NOTIFY_MAPPROPERTY, 0199
          20121010:main, ZC_NOTIFY_MAPPROPERTY, 099B
          20150217:main, ZC_ACK_REQNAMEALL,     0195
          20150225:main, ZC_ACK_REQNAMEALL,     0A30
          20141126:re,   ZC_ACK_REQNAMEALL,     0A30
          20171122:re,   ZC_ACK_REQNAME,        0095
          20171129:re,   ZC_ACK_REQNAME,        0ADF
          20180131:main, ZC_ACK_REQNAME,        0095
          20100730:re,   ZC_NOTIFY_STANDENTRY,  07F9
          20101124:re,   ZC_NOTIFY_STANDENTRY,  0857
          20120307:re,   ZC_NOTIFY_MOVEENTRY,   0914
          20130807:re,   ZC_NOTIFY_NEWENTRY,    090F
          20131223:re,   ZC_NOTIFY_NEWENTRY,    09DC
          20150513:re,   ZC_NOTIFY_MOVEENTRY,   09FD
          20130807:main, HC_ACK_CHARINFO_PER_PAGE, 099D
          20201007:main, HC_ACK_CHARINFO_PER_PAGE, 0B72
          20211103:re,   HC_ACCEPT_MAKECHAR,    0B6F
          20211102:re,   HC_ACCEPT_MAKECHAR,    006D
          """)
  void idsMoveWithTheDate(String version, Packet packet, String id) {
    assertEquals(id, "%04X".formatted(at(version).id(packet)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "20211103:re, 0069, AC_ACCEPT_LOGIN",
    "20211103:re, 0AC4, AC_ACCEPT_LOGIN",
    "20211103:re, 0B60, AC_ACCEPT_LOGIN",
    "20250604:main, 0C32, AC_ACCEPT_LOGIN",
    "20211103:re, 0276, AC_ACCEPT_LOGIN",
    "20211103:re, 0AC9, AC_ACCEPT_LOGIN",
    "20211103:re, 0071, HC_NOTIFY_ZONESVR",
    "20211103:re, 0AC6, HC_NOTIFY_ZONESVR",
    "20211103:re, 0092, ZC_NPCACK_SERVERMOVE",
    "20211103:re, 0A4C, ZC_NPCACK_SERVERMOVE",
    "20211103:re, 0A4B, ZC_NPCACK_MAPMOVE",
    "20211103:re, 0199, ZC_NOTIFY_MAPPROPERTY",
    "20211103:re, 099D, HC_ACK_CHARINFO_PER_PAGE",
    "20211103:re, 0095, ZC_ACK_REQNAME",
    "20211103:re, 0073, ZC_ACCEPT_ENTER",
    "20211103:re, 008A, ZC_NOTIFY_ACT",
    "20211103:re, 0857, ZC_NOTIFY_STANDENTRY",
    "20100730:re, 02EC, ZC_NOTIFY_MOVEENTRY",
  })
  void severalIdsMayMeanTheSame(String version, String id, Packet packet) {
    assertEquals(packet, at(version).packet(Integer.parseInt(id, 16), Direction.SERVER_TO_CLIENT));
  }

  @Test
  void anIdMeansNothingInTheOtherDirection() {
    assertNull(PROTOCOL.packet(0x035F, Direction.SERVER_TO_CLIENT));
    assertNull(PROTOCOL.packet(0x0AC4, Direction.CLIENT_TO_SERVER));
  }

  @Test
  void whatIsNoneOfTheProxysBusinessHasNoName() {
    assertNull(PROTOCOL.packet(0x020D, Direction.SERVER_TO_CLIENT));
    assertNull(PROTOCOL.packet(0xFFFF, Direction.SERVER_TO_CLIENT));
    assertNull(PROTOCOL.packet(FrameScanner.NO_ID, Direction.SERVER_TO_CLIENT));
  }

  @Test
  void aShuffledIdMeansAnotherPacketAtAnotherDate() {
    Direction up = Direction.CLIENT_TO_SERVER;

    assertEquals(Packet.CZ_ENTER, at("20180321:re").packet(0x0436, up));
    assertEquals(Packet.CZ_REQUEST_TIME, at("20130807:re").packet(0x035F, up));
    assertEquals(Packet.CZ_REQUEST_MOVE, at("20180321:re").packet(0x035F, up));
    assertNull(at("20151104:re").packet(0x035F, up));
  }

  @Test
  void aPacketThatIsNotYetThereHasNoId() {
    Protocol old = at("20100730:re");

    assertFalse(old.has(Packet.ZC_FASTMOVE));
    assertThrows(IllegalStateException.class, () -> old.id(Packet.ZC_FASTMOVE));
    assertTrue(PROTOCOL.has(Packet.ZC_FASTMOVE));
    assertFalse(PROTOCOL.has(Packet.CZ_REQ_EMOTION_EXPANSION));
  }

  @ParameterizedTest(name = "{0}: CZ_ENTER of {1}")
  @CsvSource({
    "20211103:re, 23",
    "20211102:re, 19",
    "20220406:main, 23",
    "20200401:main, 19",
    "20210623:zero, 23",
    "20130807:main, 19",
    "20100730:re, 19"
  })
  void enterGrewOnTheNewestClients(String version, int length) {
    Protocol protocol = at(version);
    assertEquals(length, protocol.table().length(protocol.id(Packet.CZ_ENTER)));
  }

  @ParameterizedTest(name = "{0}: {1} of {2}, fields at {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20100730:re   | CZ_REQUEST_MOVE     |  9 | [6]
          20101124:re   | CZ_REQUEST_MOVE     |  5 | [2]
          20111102:main | CZ_REQUEST_MOVE     |  5 | [2]
          20100730:main | CZ_REQUEST_TIME     | 11 | [7]
          20130807:main | CZ_REQUEST_TIME     |  6 | [2]
          20100730:main | CZ_CHANGE_DIRECTION | 10 | [4, 9]
          20180511:zero | CZ_CHANGE_DIRECTION |  5 | [2, 4]
          20100730:main | CZ_REQNAME          | 14 | [10]
          20211103:re   | CZ_REQNAME_BYGID    |  6 | [2]
          20100730:main | CZ_REQUEST_ACT      |  7 | [2, 6]
          20211103:re   | CZ_ENTER            | 23 | [2, 6, 10, 18, 22]
          """)
  void clientPacketsLostTheirPadding(String version, Packet packet, int length, String offsets) {
    ShuffledLayout layout = at(version).shuffledLayout(packet);

    assertEquals(length, layout.length());
    assertEquals(offsets, layout.offsets().toString());
    assertEquals(length, at(version).table().length(at(version).id(packet)));
  }

  @ParameterizedTest(name = "{0}: {1} bytes, name at {2}, map at {4}")
  @CsvSource({
    "20100412:main, 112, 78, 108, -1, 24",
    "20100413:main, 112, 78, 108, -1, 27",
    "20100720:re, 128, 78, 108, 112, 27",
    "20100730:re, 112, 78, 108, -1, 27",
    "20100803:re, 132, 78, 108, 112, 27",
    "20110111:re, 136, 78, 108, 112, 27",
    "20111102:re, 144, 78, 108, 112, 27",
    "20130807:main, 144, 78, 108, 112, 27",
    "20141022:main, 147, 80, 110, 114, 27",
    "20170830:re, 155, 88, 118, 122, 27",
    "20200401:main, 155, 88, 118, 122, 27",
    "20211102:re, 155, 88, 118, 122, 27",
    "20211103:re, 175, 108, 138, 142, 27",
    "20220330:main, 175, 108, 138, 142, 27",
  })
  void characterRecordsGrew(String version, int size, int name, int slot, int map, int listHeader) {
    assertEquals(
        new CharacterLayout(size, name, slot, map, listHeader), at(version).characterLayout());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20091231:main | nearest: 20100105:main
          20110104:main | nearest: 20101122:main and 20111102:main, or perhaps 20110104:re
          20120501:re   | nearest: 20120418:re and 20120710:re
          20130808:main | nearest: 20130807:main and 20130814:main
          20180320:re   | nearest: 20180307:re and 20180321:re, or perhaps 20180320:main and 20180320:zero
          20170101:zero | nearest: 20171018:zero
          """)
  void aDateWithoutIdsIsRefusedWithTheNearest(String version, String nearest) {
    PacketVersion unknown = PacketVersion.parse(version);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Protocol.of(unknown));

    assertTrue(e.getMessage().startsWith("client date " + version), e.getMessage());
    assertTrue(e.getMessage().endsWith(nearest), e.getMessage());
  }
}
