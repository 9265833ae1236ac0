package org.rop2p.testbed.wire;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitField;
import org.rop2p.codec.UnitLayout;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.UnitEntry;

/** A unit entry as a server sends it: what is not named by entry or look is zero. */
public record UnitEntryWriter(UnitEntry entry, UnitLook look) {
  /** "None", as rAthena shows the hit points of players. */
  private static final int NO_HP = -1;

  /**
   * Appends the unit as an entry of {@code form} under the id of the protocol's date.
   *
   * @param form one of the three ZC_NOTIFY_*ENTRY packets; a walking one needs {@link UnitEntry#to}
   */
  public void write(ByteBuf out, Packet form, Protocol protocol) {
    int id = protocol.id(form);
    UnitLayout.Entry layout = protocol.unitLayout().entry(id);
    int base = out.writerIndex();
    out.writeZero(layout.length());
    int end = out.writerIndex();
    out.setShortLE(base, id);
    if (layout.variable()) {
      out.setShortLE(base + 2, layout.length());
    }
    for (UnitField field : UnitField.values()) {
      int offset = layout.offset(field);
      if (offset != UnitLayout.ABSENT) {
        out.writerIndex(base + offset);
        write(out, field);
      }
    }
    out.writerIndex(end);
  }

  private void write(ByteBuf out, UnitField field) {
    switch (field) {
      case OBJECT_TYPE -> out.writeByte(entry.objectType());
      case UNIT_ID -> out.writeIntLE(entry.unitId());
      case CHAR_ID -> out.writeIntLE(look.charId());
      case SPEED -> out.writeShortLE(entry.speed());
      case BODY_STATE -> out.writeShortLE(entry.bodyState());
      case EFFECT_STATE -> out.writeIntLE(entry.effectState());
      case JOB -> out.writeShortLE(look.job());
      case HAIR -> out.writeShortLE(look.hair());
      case TICK -> out.writeIntLE(entry.tick());
      case HEAD_DIRECTION -> out.writeShortLE(look.headDirection());
      case HONOR -> out.writeShortLE(look.manner());
      case SEX -> out.writeByte(look.sex());
      case MOVE -> Cell.writeMove(out, entry.at(), entry.to());
      case POSITION -> entry.at().write(out, look.direction());
      case SIZES -> out.writeByte(look.size()).writeByte(look.size());
      case STATE -> out.writeByte(entry.posture().wire());
      case LEVEL -> out.writeShortLE(look.level());
      case MAX_HP, HP -> out.writeIntLE(NO_HP);
      case NAME -> entry.name().writePadded(out, UnitField.NAME.width());
      case HEALTH_STATE,
          WEAPON,
          SHIELD,
          HEAD_BOTTOM,
          HEAD_TOP,
          HEAD_MID,
          HAIR_COLOUR,
          CLOTHES_COLOUR,
          ROBE,
          GUILD_ID,
          EMBLEM,
          VIRTUE,
          PK_MODE,
          FONT,
          BOSS,
          BODY -> {
        // zero
      }
    }
  }
}
