package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitField;
import org.rop2p.codec.UnitLayout;

/**
 * A ZC_NOTIFY_MOVEENTRY made of what an earlier entry of the same player showed.
 *
 * @param appearance of an entry of the client date's own generation
 * @param walk with unit and tick
 * @param bodyState as it is now
 * @param effectState as it is now
 */
public record WalkingEntry(Appearance appearance, Walk walk, int bodyState, int effectState) {
  private static final int LENGTH = 2;

  /**
   * Appends it, unless the appearance is of another generation, or was cut short.
   *
   * @return whether it was written
   */
  public boolean write(ByteBuf out, Protocol protocol) {
    int id = protocol.id(Packet.ZC_NOTIFY_MOVEENTRY);
    UnitLayout.Entry layout = protocol.unitLayout().entry(id);
    int base = out.writerIndex();
    int length = layout.length();
    out.writeZero(length);
    if (!appearance.setWalking(out, base, layout)) {
      out.writerIndex(base);
      return false;
    }
    out.setShortLE(base, id);
    if (layout.variable()) {
      out.setShortLE(base + LENGTH, length);
    }
    out.setIntLE(base + layout.offset(UnitField.UNIT_ID), walk.unitId());
    out.setShortLE(base + layout.offset(UnitField.BODY_STATE), bodyState);
    out.setIntLE(base + layout.offset(UnitField.EFFECT_STATE), effectState);
    out.setIntLE(base + layout.tick(), walk.tick());
    out.writerIndex(base + layout.place());
    Cell.writeMove(out, walk.from(), walk.to());
    out.writerIndex(base + length);
    return true;
  }
}
