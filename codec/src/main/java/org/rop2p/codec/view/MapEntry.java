package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/** ZC_ACCEPT_ENTER (0073, 02EB, 0A18): the map server has let the character in. */
public record MapEntry(int tick, Cell at) {
  private static final int TICK = 2;
  private static final int POSITION = 6;
  private static final int SIZE = 5;

  public static MapEntry read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new MapEntry(frame.getIntLE(at + TICK), Cell.read(frame, at + POSITION));
  }

  /** Appends ZC_ACCEPT_ENTER; what is not named here is written as zero. */
  public void write(ByteBuf out, Protocol protocol, int direction) {
    int id = protocol.id(Packet.ZC_ACCEPT_ENTER);
    int start = out.writerIndex();
    out.writeZero(protocol.table().length(id));
    int end = out.writerIndex();
    out.setShortLE(start, id).setIntLE(start + TICK, tick).writerIndex(start + POSITION);
    at.write(out, direction);
    out.writeByte(SIZE).writeByte(SIZE).writerIndex(end);
  }
}
