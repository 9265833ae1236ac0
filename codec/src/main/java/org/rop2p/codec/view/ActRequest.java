package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ShuffledLayout;

/**
 * CZ_REQUEST_ACT.
 *
 * @param target a unit id, 0 for sitting and standing
 * @param action 0 attack once, 2 sit, 3 stand, 7 attack on
 */
public record ActRequest(int target, int action) {
  public static ActRequest read(ByteBuf frame, Protocol protocol) {
    ShuffledLayout layout = protocol.shuffledLayout(Packet.CZ_REQUEST_ACT);
    int at = frame.readerIndex();
    return new ActRequest(
        frame.getIntLE(at + layout.offset(0)), frame.getUnsignedByte(at + layout.offset(1)));
  }

  public void write(ByteBuf out, Protocol protocol) {
    ShuffledLayout layout = protocol.shuffledLayout(Packet.CZ_REQUEST_ACT);
    int at = out.writerIndex();
    out.writeZero(layout.length());
    out.setShortLE(at, protocol.id(Packet.CZ_REQUEST_ACT))
        .setIntLE(at + layout.offset(0), target)
        .setByte(at + layout.offset(1), action);
  }
}
