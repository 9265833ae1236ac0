package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;

/** ZC_NOTIFY_ACT (08C8), as far as sitting and standing go. */
public record UnitAct(int unitId, int type) {
  public static final int SIT = 2;
  public static final int STAND = 3;
  private static final int UNIT_ID = 2;
  private static final int TYPE = 29;

  public static UnitAct read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new UnitAct(frame.getIntLE(at + UNIT_ID), frame.getUnsignedByte(at + TYPE));
  }
}
