package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/** ZC_NOTIFY_ACT (008A, 02E1, 08C8), as far as sitting and standing go. */
public record UnitAct(int unitId, int type) {
  public static final int SIT = 2;
  public static final int STAND = 3;
  private static final int UNIT_ID = 2;

  /**
   * Reads it in the form its id tells.
   *
   * @throws IllegalArgumentException when the frame is no ZC_NOTIFY_ACT
   */
  public static UnitAct read(ByteBuf frame) {
    int at = frame.readerIndex();
    int type = typeOffset(frame.getUnsignedShortLE(at));
    return new UnitAct(frame.getIntLE(at + UNIT_ID), frame.getUnsignedByte(at + type));
  }

  /** Appends ZC_NOTIFY_ACT without a target: sitting down or standing up. */
  public void write(ByteBuf out, Protocol protocol) {
    int id = protocol.id(Packet.ZC_NOTIFY_ACT);
    int at = out.writerIndex();
    out.writeZero(protocol.table().length(id));
    out.setShortLE(at, id).setIntLE(at + UNIT_ID, unitId).setByte(at + typeOffset(id), type);
  }

  private static int typeOffset(int id) {
    return switch (id) {
      case 0x008A -> 26;
      case 0x02E1 -> 28;
      case 0x08C8 -> 29;
      default -> throw new IllegalArgumentException("%04X is no ZC_NOTIFY_ACT".formatted(id));
    };
  }
}
