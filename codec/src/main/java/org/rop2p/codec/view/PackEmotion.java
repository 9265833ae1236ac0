package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * An emote of the packs that came in 2023: CZ_REQ_EMOTION_EXPANSION and ZC_EMOTION_EXPANSION.
 *
 * @param unitId who shows it; 0 in the request
 */
public record PackEmotion(int unitId, int pack, int emote) {
  private static final int REQUEST_PACK = 2;
  private static final int REQUEST_EMOTE = 4;
  private static final int UNIT_ID = 2;
  private static final int PACK = 6;
  private static final int EMOTE = 8;

  /** CZ_REQ_EMOTION_EXPANSION. */
  public static PackEmotion readRequest(ByteBuf frame) {
    int at = frame.readerIndex();
    return new PackEmotion(
        0,
        frame.getUnsignedShortLE(at + REQUEST_PACK),
        frame.getUnsignedShortLE(at + REQUEST_EMOTE));
  }

  /** ZC_EMOTION_EXPANSION. */
  public static PackEmotion read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new PackEmotion(
        frame.getIntLE(at + UNIT_ID),
        frame.getUnsignedShortLE(at + PACK),
        frame.getUnsignedShortLE(at + EMOTE));
  }

  /** Appends CZ_REQ_EMOTION_EXPANSION. */
  public void writeRequest(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.CZ_REQ_EMOTION_EXPANSION))
        .writeShortLE(pack)
        .writeShortLE(emote);
  }

  /** Appends ZC_EMOTION_EXPANSION. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_EMOTION_EXPANSION))
        .writeIntLE(unitId)
        .writeShortLE(pack)
        .writeShortLE(emote);
  }
}
