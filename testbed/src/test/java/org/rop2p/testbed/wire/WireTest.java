package org.rop2p.testbed.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitEntry;

/** What our servers and clients write is one frame of its date and reads as it was meant. */
class WireTest {
  private static final int LAB02 = 2_000_002;
  private static final int FIRST_WITH_NAMES = 20131223;

  private static Protocol at(String version) {
    return Protocol.of(PacketVersion.parse(version));
  }

  private static String hex(ByteBuf written) {
    return ByteBufUtil.hexDump(written);
  }

  private static ByteBuf checked(ByteBuf out, Packet packet, Protocol protocol) {
    int id = out.getUnsignedShortLE(0);
    assertEquals(packet, protocol.packet(id, packet.direction()));
    int length = protocol.table().length(id);
    assertEquals(
        length == PacketTable.VARIABLE ? out.getUnsignedShortLE(2) : length,
        out.readableBytes(),
        packet + " " + hex(out));
    return out;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "20100730:re, 8500 0000 0100 000000 05",
    "20211103:re, 6103 0100 05",
  })
  void headsAreTurned(String date, String bytes) {
    Heading heading = new Heading(0, 1, 5);
    ByteBuf out = Unpooled.buffer();
    heading.writeRequest(out, at(date));

    assertEquals(bytes.replace(" ", ""), hex(out));
    assertEquals(heading, Heading.readRequest(out, at(date)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20100730:re",
        "20101124:re",
        "20120307:main",
        "20130807:main",
        "20131230:re",
        "20151104:re",
        "20181121:main",
        "20211103:re",
        "20250604:main",
        "20180511:zero"
      })
  void whatIsWrittenIsReadAgain(String date) {
    Protocol protocol = at(date);
    Heading turned = new Heading(LAB02, 1, 5);
    ByteBuf heading = Unpooled.buffer();
    turned.write(heading, protocol);
    assertEquals(turned, Heading.read(checked(heading, Packet.ZC_CHANGE_DIRECTION, protocol)));
    for (Packet form : List.of(Packet.CZ_REQNAME, Packet.CZ_REQNAME_BYGID)) {
      ByteBuf asked = Unpooled.buffer();
      new NameRequest(LAB02).write(asked, form, protocol);
      assertEquals(
          new NameRequest(LAB02), NameRequest.read(checked(asked, form, protocol), form, protocol));
    }
    for (Packet form :
        List.of(
            Packet.ZC_NOTIFY_STANDENTRY, Packet.ZC_NOTIFY_NEWENTRY, Packet.ZC_NOTIFY_MOVEENTRY)) {
      for (Posture posture : Posture.values()) {
        UnitEntry entry = entry(form, posture, protocol.version().date() >= FIRST_WITH_NAMES);
        ByteBuf out = Unpooled.buffer();
        new UnitEntryWriter(entry, UnitLook.player(1)).write(out, form, protocol);
        assertEquals(
            entry, UnitEntry.read(checked(out, form, protocol), form, protocol.unitLayout()));
      }
    }
  }

  private static UnitEntry entry(Packet form, Posture posture, boolean named) {
    boolean walking = form == Packet.ZC_NOTIFY_MOVEENTRY;
    return new UnitEntry(
        LAB02,
        0,
        150,
        2,
        0x40,
        new Cell(158, 185),
        walking ? new Cell(156, 185) : null,
        walking ? 0x00249DA0 : 0,
        form == Packet.ZC_NOTIFY_STANDENTRY ? posture : Posture.STANDING,
        named ? RawText.ascii("Lab02") : RawText.EMPTY);
  }

  /** Byte for byte: speed, states, looks, head, guild to sex, place, level, hit points, name. */
  @Test
  void aSeatedPlayerByHand() {
    String bytes =
        "ff09 6c00 00 82841e00 f2490200 9600 0200 0000 40000000 0100 0200 00000000 00000000 0000"
            + "0000 0000 0000 0000 0000 0000 00000000 0000 0000 00000000 00 01"
            + "278b90 0505 02 1e00 0000 ffffffff ffffffff 00 0000 4c61623032"
            + "00".repeat(19);
    ByteBuf out = Unpooled.buffer();
    UnitLook look = new UnitLook(150_002, 1, 2, 0, 0, 1, 0, 5, 30);
    UnitEntry entry = entry(Packet.ZC_NOTIFY_STANDENTRY, Posture.SITTING, true);
    new UnitEntryWriter(entry, look).write(out, Packet.ZC_NOTIFY_STANDENTRY, at("20211103:re"));

    assertEquals(
        HexFormat.of().formatHex(HexFormat.of().parseHex(bytes.replace(" ", ""))), hex(out));
  }
}
