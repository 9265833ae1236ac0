package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import org.rop2p.codec.Packet;
import org.rop2p.codec.UnitLayout;

/**
 * A unit entry without what says where it is: tick, position or move, and the standing entry's
 * state byte. Two entries of a unit with equal appearances differ in nothing else, whatever their
 * form. Immutable.
 */
public final class Appearance {
  private static final int ID_AND_LENGTH = 4;
  private static final int TICK = 4;
  private static final int POSITION = 3;
  private static final int MOVE = 6;
  private static final int STATE = 1;

  private final byte[] fields;

  private Appearance(byte[] fields) {
    this.fields = fields;
  }

  /** Reads it from one of the three ZC_NOTIFY_*ENTRY packets. */
  public static Appearance of(ByteBuf frame, Packet form, UnitLayout layout) {
    byte[] all = ByteBufUtil.getBytes(frame);
    UnitLayout.Entry entry = layout.entry(frame);
    return switch (form) {
      case ZC_NOTIFY_MOVEENTRY ->
          new Appearance(without(all, entry.tick(), TICK, entry.place(), MOVE, all.length, 0));
      case ZC_NOTIFY_STANDENTRY ->
          new Appearance(
              without(all, entry.place(), POSITION, entry.state(), STATE, all.length, 0));
      default ->
          new Appearance(without(all, entry.place(), POSITION, all.length, 0, all.length, 0));
    };
  }

  /**
   * Sets the fields of a walking entry that begins at absolute {@code base}, around tick and move.
   *
   * @return false when the fields are not as many as it has
   */
  boolean setWalking(ByteBuf out, int base, UnitLayout.Entry walking) {
    if (ID_AND_LENGTH + fields.length + TICK + MOVE != walking.length()) {
      return false;
    }
    int toTick = walking.tick() - ID_AND_LENGTH;
    int toMove = walking.place() - walking.tick() - TICK;
    out.setBytes(base + ID_AND_LENGTH, fields, 0, toTick);
    out.setBytes(base + walking.tick() + TICK, fields, toTick, toMove);
    out.setBytes(
        base + walking.place() + MOVE, fields, toTick + toMove, fields.length - toTick - toMove);
    return true;
  }

  /** Everything behind id and length but three gaps, given as pairs of offset and length. */
  private static byte[] without(byte[] all, int... gaps) {
    byte[] kept = new byte[all.length];
    int length = 0;
    int at = ID_AND_LENGTH;
    for (int i = 0; i < gaps.length; i += 2) {
      int run = Math.min(gaps[i], all.length) - at;
      if (run > 0) {
        System.arraycopy(all, at, kept, length, run);
        length += run;
      }
      at = Math.max(at, gaps[i] + gaps[i + 1]);
    }
    return Arrays.copyOf(kept, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Appearance appearance && Arrays.equals(fields, appearance.fields);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fields);
  }
}
