package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/** ZC_PAR_CHANGE (00B0): a value of the own character. */
public record Parameter(int type, int value) {
  /** Milliseconds per cell. */
  public static final int SPEED = 0;

  /** Negative: muted, minutes left. */
  public static final int MANNER = 4;

  private static final int TYPE = 2;
  private static final int VALUE = 4;

  public static Parameter read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Parameter(frame.getUnsignedShortLE(at + TYPE), frame.getIntLE(at + VALUE));
  }

  /** Appends ZC_PAR_CHANGE. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_PAR_CHANGE)).writeShortLE(type).writeIntLE(value);
  }
}
