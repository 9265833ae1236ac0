package org.rop2p.codec;

import io.netty.buffer.ByteBuf;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.rop2p.codec.UnitField.Era;

/**
 * Field offsets of the unit entries (ZC_NOTIFY_STANDENTRY, NEWENTRY, MOVEENTRY) that a client date
 * knows, by packet id: a client knows the ids of all eras before its own. Immutable.
 */
public final class UnitLayout {
  /** Offset of a field that an entry does not have. */
  public static final int ABSENT = -1;

  private static final int FIXED_HEADER = 2;
  private static final int VARIABLE_HEADER = 4;

  /** The ids of one generation: spawn, standing, walking. */
  private record Generation(Era era, int spawn, int standing, int walking) {}

  private static final Generation[] GENERATIONS = {
    new Generation(Era.FIXED_20080102, 0x02ED, 0x02EE, 0x02EC),
    new Generation(Era.DATED_20091103, 0x07F8, 0x07F9, 0x07F7),
    new Generation(Era.DATED_20101124, 0x0858, 0x0857, 0x0856),
    new Generation(Era.DATED_20120221, 0x090F, 0x0915, 0x0914),
    new Generation(Era.DATED_20131223, 0x09DC, 0x09DD, 0x09DB),
    new Generation(Era.DATED_20150513, 0x09FE, 0x09FF, 0x09FD),
  };

  private final Map<Integer, Entry> byId = new HashMap<>();

  /** The newest entries with the shield as this date does not have it. */
  private final Map<Integer, Entry> otherwise = new HashMap<>();

  /** The client lengthened its newest entries and the fixed ones, and no other. */
  private UnitLayout(boolean wideItems) {
    for (Generation generation : GENERATIONS) {
      Era era = generation.era;
      boolean ownShield = wideItems && (era == Era.DATED_20150513 || era == Era.FIXED_20080102);
      byId.put(generation.spawn, new Entry(Packet.ZC_NOTIFY_NEWENTRY, era, ownShield));
      byId.put(generation.standing, new Entry(Packet.ZC_NOTIFY_STANDENTRY, era, ownShield));
      byId.put(generation.walking, new Entry(Packet.ZC_NOTIFY_MOVEENTRY, era, ownShield));
      if (era == Era.DATED_20150513) {
        otherwise.put(generation.spawn, new Entry(Packet.ZC_NOTIFY_NEWENTRY, era, !wideItems));
        otherwise.put(generation.standing, new Entry(Packet.ZC_NOTIFY_STANDENTRY, era, !wideItems));
        otherwise.put(generation.walking, new Entry(Packet.ZC_NOTIFY_MOVEENTRY, era, !wideItems));
      }
    }
  }

  /** The unit entries of a client date. */
  public static UnitLayout of(PacketVersion version) {
    return new UnitLayout(version.hasWideItems());
  }

  /**
   * The offsets of the entry packet {@code id}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public Entry entry(int id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("%04X is no unit entry".formatted(id));
    }
    return entry;
  }

  /**
   * The offsets of the entry that fills the readable bytes. rAthena sends names in full width, so
   * that the length of one of the newest entries tells whether its shield has a field of its own,
   * even where the date is not the right one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public Entry entry(ByteBuf frame) {
    int id = frame.getUnsignedShortLE(frame.readerIndex());
    Entry other = otherwise.get(id);
    return other != null && other.length() == frame.readableBytes() ? other : entry(id);
  }

  /** One entry packet of one era. */
  public static final class Entry {
    private final Packet form;
    private final boolean variable;
    private final Map<UnitField, Integer> offsets = new EnumMap<>(UnitField.class);
    private final int length;

    private Entry(Packet form, Era era, boolean ownShield) {
      this.form = form;
      this.variable = era != Era.FIXED_20080102;
      int at = variable ? VARIABLE_HEADER : FIXED_HEADER;
      for (UnitField field : UnitField.values()) {
        boolean present = field.in(form, era, ownShield);
        offsets.put(field, present ? at : ABSENT);
        at += present ? field.width() : 0;
      }
      this.length = at;
    }

    /** ZC_NOTIFY_STANDENTRY, ZC_NOTIFY_NEWENTRY or ZC_NOTIFY_MOVEENTRY. */
    public Packet form() {
      return form;
    }

    /** Bytes, the name in full width. */
    public int length() {
      return length;
    }

    /** Whether its u16 at offset 2 is its length. */
    public boolean variable() {
      return variable;
    }

    /** Offset of the four-byte move start tick, {@link #ABSENT} but in a walking entry. */
    public int tick() {
      return offset(UnitField.TICK);
    }

    /** Offset of the three-byte position, or of the six-byte move of a walking entry. */
    public int place() {
      return offset(form == Packet.ZC_NOTIFY_MOVEENTRY ? UnitField.MOVE : UnitField.POSITION);
    }

    /** Offset of the state byte, {@link #ABSENT} but in a standing entry. */
    public int state() {
      return offset(UnitField.STATE);
    }

    /** Where {@code field} begins, or {@link #ABSENT}. */
    public int offset(UnitField field) {
      return offsets.get(field);
    }
  }
}
