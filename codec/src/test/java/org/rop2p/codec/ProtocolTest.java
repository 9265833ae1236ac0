package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.view.CharacterRecord;

class ProtocolTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);

  @ParameterizedTest
  @EnumSource(Packet.class)
  void everyPacketIsFoundByTheIdItIsWrittenUnder(Packet packet) {
    assertEquals(packet, PROTOCOL.packet(PROTOCOL.id(packet), packet.direction()));
  }

  @ParameterizedTest
  @CsvSource({
    "0069, AC_ACCEPT_LOGIN",
    "0AC4, AC_ACCEPT_LOGIN",
    "0071, HC_NOTIFY_ZONESVR",
    "0AC5, HC_NOTIFY_ZONESVR",
    "0092, ZC_NPCACK_SERVERMOVE",
    "0AC7, ZC_NPCACK_SERVERMOVE",
    "0091, ZC_NPCACK_MAPMOVE",
    "0199, ZC_NOTIFY_MAPPROPERTY",
    "099D, HC_ACK_CHARINFO_PER_PAGE",
  })
  void severalIdsMayMeanTheSame(String id, Packet packet) {
    assertEquals(packet, PROTOCOL.packet(Integer.parseInt(id, 16), Direction.SERVER_TO_CLIENT));
  }

  @Test
  void anIdMeansNothingInTheOtherDirection() {
    assertNull(PROTOCOL.packet(0x035F, Direction.SERVER_TO_CLIENT));
    assertNull(PROTOCOL.packet(0x0AC4, Direction.CLIENT_TO_SERVER));
  }

  @Test
  void whatIsNoneOfTheProxysBusinessHasNoName() {
    assertNull(PROTOCOL.packet(0x020D, Direction.SERVER_TO_CLIENT));
    assertNull(PROTOCOL.packet(FrameScanner.NO_ID, Direction.SERVER_TO_CLIENT));
  }

  @ParameterizedTest(name = "{0}: CZ_ENTER of {1}")
  @CsvSource({"20211103:re, 23", "20211102:re, 19", "20220406:main, 23", "20200401:main, 19"})
  void enterGrewOnTheNewestClients(String version, int length) {
    assertEquals(length, Protocol.of(PacketVersion.parse(version)).enterLength());
  }

  @Test
  void aCharacterRecordOfUnknownSizeHasNoLayout() {
    assertEquals(CharacterRecord.Layout.SIZE_175, PROTOCOL.characterLayout());
    assertNull(Protocol.of(PacketVersion.parse("20200401:main")).characterLayout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20181120:main", "20180703:re", "20130807:main", "20151104:re"})
  void olderDatesAreRefusedWithTheOldestThatWork(String version) {
    PacketVersion old = PacketVersion.parse(version);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Protocol.of(old));

    assertTrue(e.getMessage().contains("20181121:main and 20180704:re"), e.getMessage());
  }
}
