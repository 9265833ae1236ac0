package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;

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
}
