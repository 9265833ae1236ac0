package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ShuffledLayout;

/** CH_ENTER and CZ_ENTER: a client that claims an account on a new connection. */
public record Enter(int accountId, int charId, int authCode) {
  private static final int ACCOUNT_ID = 2;
  private static final int CHAR_ID = 6;
  private static final int CZ_AUTH_CODE = 10;
  private static final int CH_AUTH_CODE = 6;

  /** CZ_ENTER of 19 or 23 bytes. */
  public static Enter readMap(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Enter(
        frame.getIntLE(at + ACCOUNT_ID),
        frame.getIntLE(at + CHAR_ID),
        frame.getIntLE(at + CZ_AUTH_CODE));
  }

  /** CH_ENTER; it names no character yet, {@code charId} is 0. */
  public static Enter readChar(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Enter(frame.getIntLE(at + ACCOUNT_ID), 0, frame.getIntLE(at + CH_AUTH_CODE));
  }

  /**
   * Appends CZ_ENTER.
   *
   * @param clientTick the client's own millisecond clock
   * @param sex 0 female, 1 male
   */
  public void writeMap(ByteBuf out, Protocol protocol, int clientTick, int sex) {
    ShuffledLayout layout = protocol.shuffledLayout(Packet.CZ_ENTER);
    int at = out.writerIndex();
    out.writeZero(layout.length());
    out.setShortLE(at, protocol.id(Packet.CZ_ENTER))
        .setIntLE(at + layout.offset(0), accountId)
        .setIntLE(at + layout.offset(1), charId)
        .setIntLE(at + layout.offset(2), authCode)
        .setIntLE(at + layout.offset(3), clientTick)
        .setByte(at + layout.offset(4), sex);
  }

  /**
   * Appends CH_ENTER.
   *
   * @param userLevel login_id2 of AC_ACCEPT_LOGIN
   */
  public void writeChar(ByteBuf out, Protocol protocol, int userLevel, int sex) {
    out.writeShortLE(protocol.id(Packet.CH_ENTER))
        .writeIntLE(accountId)
        .writeIntLE(authCode)
        .writeIntLE(userLevel)
        .writeShortLE(0)
        .writeByte(sex);
  }
}
