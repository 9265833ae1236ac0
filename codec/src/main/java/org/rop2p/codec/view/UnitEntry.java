package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
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

  /** Reads a frame of {@code form}: one of the three ZC_NOTIFY_*ENTRY packets. */
  public static UnitEntry read(ByteBuf frame, Packet form, UnitLayout layout) {
    UnitLayout.Entry entry = layout.entry(frame);
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

  /** The unit id in an entry of any form and era. */
  public static int unitId(ByteBuf frame, UnitLayout layout) {
    int base = frame.readerIndex();
    UnitLayout.Entry entry = layout.entry(frame);
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
