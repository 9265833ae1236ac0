package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/** Walking entries made of what an earlier entry showed. */
class WalkingEntryTest {
  private static final int LAB02 = 2_000_002;
  private static final Walk WALK =
      new Walk(LAB02, new Cell(158, 185), new Cell(156, 185), 0x00249DA0);
  private static final int HIDDEN = 0x40;

  @ParameterizedTest(name = "{0} {1} of {2}")
  @MethodSource("org.rop2p.codec.view.UnitEntryEraTest#handmade")
  void anyEntryOfTheDatesOwnGenerationIsEnough(String date, Packet form, int length, String hex) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));
    Appearance appearance = appearance(hex, form, protocol);
    ByteBuf out = Unpooled.buffer().writeByte(7);
    boolean written = new WalkingEntry(appearance, WALK, 0, HIDDEN).write(out, protocol);

    ByteBuf frame = Frames.frame(Frames.bytes(hex));
    boolean own = frame.getUnsignedShortLE(frame.readerIndex()) == protocol.id(form);
    assertEquals(own, written, "an older generation has other fields");
    assertEquals(written ? 1 + lengthOf(protocol) : 1, out.readableBytes());
    if (written) {
      ByteBuf entry = out.slice(1, out.readableBytes() - 1);
      assertEquals(
          appearance, Appearance.of(entry, Packet.ZC_NOTIFY_MOVEENTRY, protocol.unitLayout()));
      UnitEntry read = UnitEntry.read(entry, Packet.ZC_NOTIFY_MOVEENTRY, protocol.unitLayout());
      assertEquals(WALK, new Walk(read.unitId(), read.at(), read.to(), read.tick()));
      if (form == Packet.ZC_NOTIFY_MOVEENTRY) {
        assertEquals(hex.replace(" ", ""), ByteBufUtil.hexDump(entry));
      }
    }
  }

  @Test
  void aNewAilmentIsShown() {
    Protocol protocol = Protocol.of(PacketVersion.DEFAULT);
    ByteBuf frame = Frames.padded("ff09 6c00 00 82841e00", 108);
    Appearance plain = Appearance.of(frame, Packet.ZC_NOTIFY_STANDENTRY, protocol.unitLayout());
    ByteBuf out = Unpooled.buffer();
    assertTrue(new WalkingEntry(plain, WALK, 3, HIDDEN).write(out, protocol));
    UnitEntry read = UnitEntry.read(out, Packet.ZC_NOTIFY_MOVEENTRY, protocol.unitLayout());
    assertEquals(3, read.bodyState());
    assertEquals(HIDDEN, read.effectState());
  }

  @Test
  void oneThatWasCutShortIsNotEnough() {
    Protocol protocol = Protocol.of(PacketVersion.DEFAULT);
    ByteBuf frame = Frames.padded("ff09 6b00 00 82841e00", 107);
    Appearance cut = Appearance.of(frame, Packet.ZC_NOTIFY_STANDENTRY, protocol.unitLayout());
    ByteBuf out = Unpooled.buffer();
    assertFalse(new WalkingEntry(cut, WALK, 0, 0).write(out, protocol));
    assertEquals(0, out.readableBytes());
  }

  private static Appearance appearance(String hex, Packet form, Protocol protocol) {
    return Appearance.of(Frames.frame(Frames.bytes(hex)), form, protocol.unitLayout());
  }

  private static int lengthOf(Protocol protocol) {
    return protocol.unitLayout().entry(protocol.id(Packet.ZC_NOTIFY_MOVEENTRY)).length();
  }
}
