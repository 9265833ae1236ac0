package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * Public chat. The text is {@code Name : message} in the client's raw bytes, without the NUL that
 * some forms end in.
 *
 * @param unitId the speaker; 0 in forms that do not name one
 */
public record Chat(int unitId, RawText text) {
  private static final int TEXT = 4;
  private static final int NOTIFY_TEXT = 8;

  /** CZ_REQUEST_CHAT, with or without a NUL at any date, and ZC_NOTIFY_PLAYERCHAT: text at 4. */
  public static Chat readOwn(ByteBuf frame) {
    return new Chat(0, text(frame, TEXT));
  }

  /** ZC_NOTIFY_CHAT: speaker at 4, text at 8. */
  public static Chat readOther(ByteBuf frame) {
    return new Chat(frame.getIntLE(frame.readerIndex() + TEXT), text(frame, NOTIFY_TEXT));
  }

  /** Appends ZC_NOTIFY_CHAT: what a bystander's client shows. */
  public void writeOther(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NOTIFY_CHAT))
        .writeShortLE(NOTIFY_TEXT + text.length() + 1)
        .writeIntLE(unitId);
    text.writeTo(out);
    out.writeByte(0);
  }

  /** Appends ZC_NOTIFY_PLAYERCHAT: the speaker's own echo. */
  public void writeEcho(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NOTIFY_PLAYERCHAT))
        .writeShortLE(TEXT + text.length() + 1);
    text.writeTo(out);
    out.writeByte(0);
  }

  /** Appends CZ_REQUEST_CHAT, with a NUL behind the text at dates when there is one. */
  public void writeRequest(ByteBuf out, Protocol protocol) {
    int nul = protocol.chatEndsInNul() ? 1 : 0;
    out.writeShortLE(protocol.id(Packet.CZ_REQUEST_CHAT)).writeShortLE(TEXT + text.length() + nul);
    text.writeTo(out);
    out.writeZero(nul);
  }

  private static RawText text(ByteBuf frame, int offset) {
    int length = frame.readableBytes() - offset;
    int at = frame.readerIndex() + offset;
    boolean nul = length > 0 && frame.getByte(at + length - 1) == 0;
    return RawText.at(frame, at, nul ? length - 1 : length);
  }
}
