package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * An emote: CZ_REQ_EMOTION and ZC_EMOTION.
 *
 * @param unitId who shows it; 0 in the request
 * @param type 0..255
 */
public record Emotion(int unitId, int type) {
  private static final int REQUEST_TYPE = 2;
  private static final int UNIT_ID = 2;
  private static final int TYPE = 6;

  public static Emotion readRequest(ByteBuf frame) {
    return new Emotion(0, frame.getUnsignedByte(frame.readerIndex() + REQUEST_TYPE));
  }

  public static Emotion read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Emotion(frame.getIntLE(at + UNIT_ID), frame.getUnsignedByte(at + TYPE));
  }

  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_EMOTION)).writeIntLE(unitId).writeByte(type);
  }

  public void writeRequest(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.CZ_REQ_EMOTION)).writeByte(type);
  }
}
