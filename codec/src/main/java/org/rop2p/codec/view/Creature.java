package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.UnitField;
import org.rop2p.codec.UnitLayout;

/** The little that matters of a unit entry whose unit is no player. */
public record Creature(int unitId, Kind kind, Cell at) {
  /** What a creature means to a player who walks by. */
  public enum Kind {
    /** May attack, or be attacked. */
    MONSTER,
    /** A way to another place: who steps on it is moved. */
    WARP,
    /** Stands or follows there and does nothing of its own. */
    HARMLESS
  }

  private static final int TYPE_NONE = 0;
  private static final int TYPE_MONSTER = 0x5;
  private static final int TYPE_NPC_WITH_MONSTER_LOOK = 0xC;
  private static final int TYPE_ABR = 0xD;
  private static final int TYPE_BIONIC = 0xE;

  /** The portal's look, and that of an invisible one. */
  private static final int JOB_WARP = 45;

  private static final int JOB_HIDDEN_WARP = 139;

  /** Two ranges of NPCs' looks; the others are players' and monsters'. */
  private static final int FIRST_NPC_JOB = 45;

  private static final int LAST_NPC_JOB = 1_000;
  private static final int FIRST_NEW_NPC_JOB = 10_000;
  private static final int LAST_NEW_NPC_JOB = 19_999;

  /** Reads it from any of the three ZC_NOTIFY_*ENTRY packets. */
  public static Creature read(ByteBuf frame, UnitLayout layout) {
    int base = frame.readerIndex();
    UnitLayout.Entry entry = layout.entry(frame);
    int type = entry.offset(UnitField.OBJECT_TYPE);
    return new Creature(
        frame.getIntLE(base + entry.offset(UnitField.UNIT_ID)),
        kind(
            type == UnitLayout.ABSENT ? TYPE_NONE : frame.getUnsignedByte(base + type),
            frame.getUnsignedShortLE(base + entry.offset(UnitField.JOB))),
        Cell.read(frame, base + entry.place()));
  }

  /** Monsters with a player's look have the object type of players, old entries have none. */
  private static Kind kind(int type, int job) {
    if (job == JOB_WARP || job == JOB_HIDDEN_WARP) {
      return Kind.WARP;
    }
    return switch (type) {
      case TYPE_MONSTER, TYPE_NPC_WITH_MONSTER_LOOK, TYPE_ABR, TYPE_BIONIC -> Kind.MONSTER;
      case TYPE_NONE -> looksLikeNpc(job) ? Kind.HARMLESS : Kind.MONSTER;
      default -> Kind.HARMLESS;
    };
  }

  private static boolean looksLikeNpc(int job) {
    return (job >= FIRST_NPC_JOB && job <= LAST_NPC_JOB)
        || (job >= FIRST_NEW_NPC_JOB && job <= LAST_NEW_NPC_JOB);
  }
}
