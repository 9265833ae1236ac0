package org.rop2p.proxy;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;

/** What a map server of client date 20211103 sends, written from the packet layouts. */
public final class ServerPackets {
  private static final Protocol DEFAULT = Protocol.of(PacketVersion.DEFAULT);

  private ServerPackets() {}

  /** 09FF: a unit stands there. */
  public static ByteBuf standing(int unit, int x, int y, String name) {
    return Hex.frame(
        "FF09 6C00 00"
            + u32(unit)
            + "F1490200 9600 0000 0000 00000000"
            + "00*40 "
            + position(x, y)
            + "0505 00 6300 0000 FFFFFFFF FFFFFFFF 00 0000"
            + text(name, 24));
  }

  /** 09FD: a unit walks, 150 ms a cell. */
  public static ByteBuf walking(int unit, int x, int y, int toX, int toY, int tick, String name) {
    return Hex.frame(
        "FD09 7200 00"
            + u32(unit)
            + "F1490200 9600 0000 0000 00000000"
            + "00*14 "
            + u32(tick)
            + "00*26 "
            + move(x, y, toX, toY)
            + "0505 6300 0000 FFFFFFFF FFFFFFFF 00 0000"
            + text(name, 24));
  }

  /** 0080: out of sight. */
  public static ByteBuf vanish(int unit) {
    return Hex.frame("8000" + u32(unit) + "00");
  }

  /** 02EB: let in at a cell. */
  public static ByteBuf acceptEnter(int tick, int x, int y) {
    return Hex.frame("EB02" + u32(tick) + position(x, y) + "0505 0000");
  }

  /** 0091: on another map. */
  public static ByteBuf mapMove(String map, int x, int y) {
    return Hex.frame("9100" + text(map, 16) + u16(x) + u16(y));
  }

  /** 0087: the own walk is granted. */
  public static ByteBuf ownWalk(int tick, int x, int y, int toX, int toY) {
    return Hex.frame("8700" + u32(tick) + move(x, y, toX, toY));
  }

  /** 008D: somebody's public chat. */
  public static ByteBuf chat(int unit, String line) {
    return Hex.frame("8D00" + u16(9 + line.length()) + u32(unit) + text(line, line.length() + 1));
  }

  /** 008E: the echo of the own line. */
  public static ByteBuf chatEcho(String line) {
    return Hex.frame("8E00" + u16(5 + line.length()) + text(line, line.length() + 1));
  }

  /** 00C0: a unit shows an emote. */
  public static ByteBuf emotion(int unit, int type) {
    return Hex.frame("C000" + u32(unit) + HexFormat.of().toHexDigits((byte) type));
  }

  /** What a frame tells. */
  public static ServerEvent event(ByteBuf frame) {
    return event(frame, DEFAULT);
  }

  /** What a frame tells a client of another date. */
  public static ServerEvent event(ByteBuf frame, Protocol protocol) {
    int id = frame.getUnsignedShortLE(frame.readerIndex());
    Packet packet = protocol.packet(id, Direction.SERVER_TO_CLIENT);
    return ServerEvents.read(packet, frame, protocol);
  }

  public static String u32(int value) {
    return HexFormat.of().toHexDigits(Integer.reverseBytes(value));
  }

  public static String u16(int value) {
    return HexFormat.of().toHexDigits(Short.reverseBytes((short) value));
  }

  /** The three-byte form, looking north. */
  public static String position(int x, int y) {
    return "%06x".formatted(x << 14 | y << 4);
  }

  /** The six-byte form, sub-cells centred. */
  public static String move(int x, int y, int toX, int toY) {
    return "%010x88".formatted((long) x << 30 | (long) y << 20 | (long) toX << 10 | toY);
  }

  /** Text padded with NUL. */
  public static String text(String text, int width) {
    int padding = width - text.length();
    return "'" + text + "'" + "00".repeat(padding);
  }
}
