package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/** ZC_STOPMOVE, ZC_HIGHJUMP and ZC_FASTMOVE: a unit is at a cell from now on. */
public record UnitPosition(int unitId, Cell at) {
  private static final int UNIT_ID = 2;
  private static final int X = 6;
  private static final int Y = 8;

  public static UnitPosition read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new UnitPosition(
        frame.getIntLE(at + UNIT_ID),
        new Cell(frame.getUnsignedShortLE(at + X), frame.getUnsignedShortLE(at + Y)));
  }

  /** Appends ZC_STOPMOVE. */
  public void writeStop(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_STOPMOVE))
        .writeIntLE(unitId)
        .writeShortLE(at.x())
        .writeShortLE(at.y());
  }
}
