package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;

/** ZC_ACK_REQNAME and ZC_ACK_REQNAMEALL: the name under which a unit is displayed. */
public record NameAnswer(int unitId, RawText name) {
  private static final int UNIT_ID = 2;
  private static final int NAME = 6;
  private static final int NAME_WIDTH = 24;

  public static NameAnswer read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new NameAnswer(
        frame.getIntLE(at + UNIT_ID), RawText.nulPadded(frame, at + NAME, NAME_WIDTH));
  }
}
