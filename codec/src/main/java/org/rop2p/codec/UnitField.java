package org.rop2p.codec;

import java.util.EnumSet;
import java.util.Set;

/** The fields of a unit entry in wire order, with the era that brought them. */
public enum UnitField {
  OBJECT_TYPE(1),
  UNIT_ID(4),
  CHAR_ID(4, Era.DATED_20131223),
  SPEED(2),
  BODY_STATE(2),
  HEALTH_STATE(2),
  EFFECT_STATE(4),
  JOB(2),
  HAIR(2),
  WEAPON(4),
  SHIELD(4),
  HEAD_BOTTOM(2),
  TICK(4, Packet.ZC_NOTIFY_MOVEENTRY),
  HEAD_TOP(2),
  HEAD_MID(2),
  HAIR_COLOUR(2),
  CLOTHES_COLOUR(2),
  HEAD_DIRECTION(2),
  ROBE(2, Era.DATED_20101124),
  GUILD_ID(4),
  EMBLEM(2),
  HONOR(2),
  VIRTUE(4),
  PK_MODE(1),
  SEX(1),
  MOVE(6, Packet.ZC_NOTIFY_MOVEENTRY),
  POSITION(3, Packet.ZC_NOTIFY_STANDENTRY, Packet.ZC_NOTIFY_NEWENTRY),
  SIZES(2),
  STATE(1, Packet.ZC_NOTIFY_STANDENTRY),
  LEVEL(2),
  FONT(2),
  MAX_HP(4, Era.DATED_20120221),
  HP(4, Era.DATED_20120221),
  BOSS(1, Era.DATED_20120221),
  BODY(2, Era.DATED_20150513),
  NAME(24, Era.DATED_20131223);

  /** The generations of unit entries, oldest first, named for the date at which each began. */
  enum Era {
    /** Fixed length, and no object type but in the walking form. */
    FIXED_20080102,
    DATED_20091103,
    DATED_20101124,
    DATED_20120221,
    DATED_20131223,
    DATED_20150513
  }

  private static final Set<Packet> ALL_FORMS =
      EnumSet.of(
          Packet.ZC_NOTIFY_STANDENTRY, Packet.ZC_NOTIFY_NEWENTRY, Packet.ZC_NOTIFY_MOVEENTRY);

  private final int width;
  private final Era since;

  @SuppressWarnings("ImmutableEnumChecker") // never changed, never handed out
  private final Set<Packet> forms;

  UnitField(int width) {
    this(width, Era.FIXED_20080102);
  }

  UnitField(int width, Era since) {
    this.width = width;
    this.since = since;
    this.forms = null;
  }

  UnitField(int width, Packet form, Packet... forms) {
    this.width = width;
    this.since = Era.FIXED_20080102;
    this.forms = EnumSet.of(form, forms);
  }

  /** Bytes. */
  public int width() {
    return width;
  }

  /**
   * Whether an entry of {@code form} has this field.
   *
   * @param ownShield whether the shield has left the weapon's upper half for a field of its own
   */
  boolean in(Packet form, Era era, boolean ownShield) {
    if (this == OBJECT_TYPE && era == Era.FIXED_20080102) {
      return form == Packet.ZC_NOTIFY_MOVEENTRY;
    }
    if (this == SHIELD && !ownShield) {
      return false;
    }
    return era.compareTo(since) >= 0 && (forms == null ? ALL_FORMS : forms).contains(form);
  }
}
