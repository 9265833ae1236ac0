package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * ZC_NPCACK_MAPMOVE and ZC_NPCACK_SERVERMOVE: the character is on another place; every known unit
 * is forgotten.
 *
 * @param zone map name without {@code .gat}, lower case
 */
public record MapMove(String zone, Cell at) {
  private static final int X = 18;
  private static final int Y = 20;

  public static MapMove read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new MapMove(
        MapName.ofMove(frame),
        new Cell(frame.getUnsignedShortLE(at + X), frame.getUnsignedShortLE(at + Y)));
  }

  /** Appends ZC_NPCACK_MAPMOVE. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NPCACK_MAPMOVE));
    writePlace(out);
  }

  /** Appends ZC_NPCACK_SERVERMOVE to a map server at an IPv4 address. */
  public void writeServerMove(ByteBuf out, Protocol protocol, InetSocketAddress server) {
    int id = protocol.id(Packet.ZC_NPCACK_SERVERMOVE);
    int length = protocol.table().length(id);
    int start = out.writerIndex();
    out.writeShortLE(id);
    writePlace(out);
    out.writeZero(start + length - out.writerIndex());
    AddressField.ofMove(length).write(out.slice(start, length), server);
  }

  private void writePlace(ByteBuf out) {
    MapName.write(out, zone);
    out.writeShortLE(at.x()).writeShortLE(at.y());
  }
}
