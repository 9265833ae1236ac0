package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * ZC_NPC_CHAT: a coloured line in the chat window.
 *
 * @param unitId over whom it also stands in a bubble; {@link #NOBODY}: in the window alone
 * @param colour 0x00BBGGRR
 * @param text in the client's charset
 */
public record NpcChat(int unitId, int colour, RawText text) {
  public static final int NOBODY = 0;

  private static final int UNIT = 4;
  private static final int COLOUR = 8;
  private static final int TEXT = 12;

  /**
   * Reads a frame.
   *
   * @throws IndexOutOfBoundsException when it is shorter than its fields
   */
  public static NpcChat read(ByteBuf frame) {
    int start = frame.readerIndex();
    return new NpcChat(
        frame.getIntLE(start + UNIT),
        frame.getIntLE(start + COLOUR),
        RawText.nulPadded(frame, start + TEXT, frame.readableBytes() - TEXT));
  }

  /** Appends the frame. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NPC_CHAT))
        .writeShortLE(TEXT + text.length() + 1)
        .writeIntLE(unitId)
        .writeIntLE(colour);
    text.writeTo(out);
    out.writeByte(0);
  }
}
