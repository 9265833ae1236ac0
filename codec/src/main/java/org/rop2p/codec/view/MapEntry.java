package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;

/** ZC_ACCEPT_ENTER: the map server has let the character in. */
public record MapEntry(int tick, Cell at) {
  private static final int TICK = 2;
  private static final int POSITION = 6;

  public static MapEntry read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new MapEntry(frame.getIntLE(at + TICK), Cell.read(frame, at + POSITION));
  }
}
