package org.rop2p.testbed.wire;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ShuffledLayout;

/**
 * CZ_CHANGE_DIRECTION and ZC_CHANGE_DIRECTION: where body and head look.
 *
 * @param unitId who turns; 0 in the request
 * @param head 0 ahead, 1 clockwise, 2 counter-clockwise
 * @param direction 0 N, counter-clockwise to 7 NE
 */
public record Heading(int unitId, int head, int direction) {
  private static final int UNIT_ID = 2;
  private static final int HEAD = 6;
  private static final int DIRECTION = 8;

  /** CZ_CHANGE_DIRECTION. */
  public static Heading readRequest(ByteBuf frame, Protocol protocol) {
    ShuffledLayout layout = protocol.shuffledLayout(Packet.CZ_CHANGE_DIRECTION);
    int at = frame.readerIndex();
    return new Heading(
        0,
        frame.getUnsignedShortLE(at + layout.offset(0)),
        frame.getUnsignedByte(at + layout.offset(1)));
  }

  /** ZC_CHANGE_DIRECTION. */
  public static Heading read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Heading(
        frame.getIntLE(at + UNIT_ID),
        frame.getUnsignedShortLE(at + HEAD),
        frame.getUnsignedByte(at + DIRECTION));
  }

  /** Appends CZ_CHANGE_DIRECTION. */
  public void writeRequest(ByteBuf out, Protocol protocol) {
    ShuffledLayout layout = protocol.shuffledLayout(Packet.CZ_CHANGE_DIRECTION);
    int at = out.writerIndex();
    out.writeZero(layout.length());
    out.setShortLE(at, protocol.id(Packet.CZ_CHANGE_DIRECTION))
        .setShortLE(at + layout.offset(0), head)
        .setByte(at + layout.offset(1), direction);
  }

  /** Appends ZC_CHANGE_DIRECTION. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_CHANGE_DIRECTION))
        .writeIntLE(unitId)
        .writeShortLE(head)
        .writeByte(direction);
  }
}
