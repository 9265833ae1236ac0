package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitField;
import org.rop2p.codec.UnitLayout;

/**
 * A unit as the server shows it: standing, spawning or walking. Entries of every era are told apart
 * by their packet id.
 *
 * @param unitId on rAthena a player's account id; negated for oneself in disguise
 * @param objectType 0 player, 5 monster, 6 npc …; 0 where the entry does not say
 * @param speed milliseconds per cell
 * @param to destination of a walk, null when not walking
 * @param tick server tick at which the walk began, 0 when not walking
 * @param posture what a standing entry shows; other forms stand
 * @param name empty before 20131223, when entries began to carry it
 */
public record UnitEntry(
    int unitId,
    int objectType,
    int speed,
    int bodyState,
    int effectState,
    Cell at,
    Cell to,
    int tick,
    Posture posture,
    RawText name) {

  /** "None", as rAthena shows the hit points of players. */
  private static final int NO_HP = -1;

  /** Reads a frame of {@code form}: one of the three ZC_NOTIFY_*ENTRY packets. */
  public static UnitEntry read(ByteBuf frame, Packet form, UnitLayout layout) {
    UnitLayout.Entry entry = layout.entry(frame.getUnsignedShortLE(frame.readerIndex()));
    if (entry.form() != form) {
      throw new IllegalArgumentException("a " + entry.form() + " is no " + form);
    }
    int base = frame.readerIndex();
    boolean walking = form == Packet.ZC_NOTIFY_MOVEENTRY;
    boolean standing = form == Packet.ZC_NOTIFY_STANDENTRY;
    int type = entry.offset(UnitField.OBJECT_TYPE);
    int place = base + entry.place();
    return new UnitEntry(
        frame.getIntLE(base + entry.offset(UnitField.UNIT_ID)),
        type == UnitLayout.ABSENT ? 0 : frame.getUnsignedByte(base + type),
        frame.getUnsignedShortLE(base + entry.offset(UnitField.SPEED)),
        frame.getUnsignedShortLE(base + entry.offset(UnitField.BODY_STATE)),
        frame.getIntLE(base + entry.offset(UnitField.EFFECT_STATE)),
        Cell.read(frame, place),
        walking ? Cell.readMoveTo(frame, place) : null,
        walking ? frame.getIntLE(base + entry.tick()) : 0,
        standing ? Posture.ofWire(frame.getUnsignedByte(base + entry.state())) : Posture.STANDING,
        name(frame, base, entry));
  }

  /** rAthena sends the name in full width; the length word may cut it shorter. */
  private static RawText name(ByteBuf frame, int base, UnitLayout.Entry entry) {
    int offset = entry.offset(UnitField.NAME);
    int rest = frame.writerIndex() - base - offset;
    return offset == UnitLayout.ABSENT || rest <= 0
        ? RawText.EMPTY
        : RawText.nulPadded(frame, base + offset, Math.min(UnitField.NAME.width(), rest));
  }

  /**
   * Appends this unit as an entry of {@code form} under the id of the protocol's date.
   *
   * @param form one of the three ZC_NOTIFY_*ENTRY packets; a walking one needs {@link #to}
   */
  public void write(ByteBuf out, Packet form, Protocol protocol, UnitLook look) {
    int id = protocol.id(form);
    write(out, id, protocol.unitLayout().entry(id), look);
  }

  private void write(ByteBuf out, int id, UnitLayout.Entry entry, UnitLook look) {
    int base = out.writerIndex();
    out.writeZero(entry.length());
    int end = out.writerIndex();
    out.setShortLE(base, id);
    if (entry.variable()) {
      out.setShortLE(base + 2, entry.length());
    }
    for (UnitField field : UnitField.values()) {
      int offset = entry.offset(field);
      if (offset != UnitLayout.ABSENT) {
        out.writerIndex(base + offset);
        write(out, field, look);
      }
    }
    out.writerIndex(end);
  }

  private void write(ByteBuf out, UnitField field, UnitLook look) {
    switch (field) {
      case OBJECT_TYPE -> out.writeByte(objectType);
      case UNIT_ID -> out.writeIntLE(unitId);
      case CHAR_ID -> out.writeIntLE(look.charId());
      case SPEED -> out.writeShortLE(speed);
      case BODY_STATE -> out.writeShortLE(bodyState);
      case EFFECT_STATE -> out.writeIntLE(effectState);
      case JOB -> out.writeShortLE(look.job());
      case HAIR -> out.writeShortLE(look.hair());
      case TICK -> out.writeIntLE(tick);
      case HEAD_DIRECTION -> out.writeShortLE(look.headDirection());
      case HONOR -> out.writeShortLE(look.manner());
      case SEX -> out.writeByte(look.sex());
      case MOVE -> Cell.writeMove(out, at, to);
      case POSITION -> at.write(out, look.direction());
      case SIZES -> out.writeByte(look.size()).writeByte(look.size());
      case STATE -> out.writeByte(posture.wire());
      case LEVEL -> out.writeShortLE(look.level());
      case MAX_HP, HP -> out.writeIntLE(NO_HP);
      case NAME -> name.writePadded(out, UnitField.NAME.width());
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

  /** The unit id in an entry of any form and era. */
  public static int unitId(ByteBuf frame, UnitLayout layout) {
    int base = frame.readerIndex();
    UnitLayout.Entry entry = layout.entry(frame.getUnsignedShortLE(base));
    return frame.getIntLE(base + entry.offset(UnitField.UNIT_ID));
  }

  public boolean walking() {
    return to != null;
  }

  public boolean sitting() {
    return posture == Posture.SITTING;
  }

  public boolean dead() {
    return posture == Posture.DEAD;
  }
}
