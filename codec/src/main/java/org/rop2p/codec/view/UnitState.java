package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * ZC_STATE_CHANGE (0229, 0119): ailments and options of a unit.
 *
 * @param bodyState 0 none, otherwise stone, frozen, stunned, asleep …
 * @param effectState option bits: 2 hide, 4 cloak, 0x40 invisible, 0x4000 chasewalk …
 */
public record UnitState(int unitId, int bodyState, int effectState) {
  private static final int UNIT_ID = 2;
  private static final int BODY_STATE = 6;
  private static final int EFFECT_STATE = 10;

  /** The old form, two bytes shorter, has half of the option bits. */
  private static final int LONG_FORM = 15;

  public static UnitState read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new UnitState(
        frame.getIntLE(at + UNIT_ID),
        frame.getUnsignedShortLE(at + BODY_STATE),
        frame.readableBytes() < LONG_FORM
            ? frame.getUnsignedShortLE(at + EFFECT_STATE)
            : frame.getIntLE(at + EFFECT_STATE));
  }

  /** Appends ZC_STATE_CHANGE, in good health and no murderer. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_STATE_CHANGE))
        .writeIntLE(unitId)
        .writeShortLE(bodyState)
        .writeShortLE(0)
        .writeIntLE(effectState)
        .writeByte(0);
  }
}
