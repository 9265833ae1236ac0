package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.view.Cell;

/** Units as clients see them: entries, vanishing, acts, looks. */
final class UnitPackets {
  /** Ways to vanish (ZC_NOTIFY_VANISH). */
  static final int OUT_OF_SIGHT = 0;

  static final int LOGGED_OUT = 2;
  static final int TELEPORTED = 3;

  static final int SIT = 2;
  static final int STAND = 3;

  private static final int ZC_NOTIFY_VANISH = 0x0080;
  private static final int ZC_STOPMOVE = 0x0088;
  private static final int ZC_NOTIFY_PLAYERMOVE = 0x0087;
  private static final int ZC_CHANGE_DIRECTION = 0x009C;
  private static final int ZC_SPRITE_CHANGE = 0x01D7;
  private static final int ZC_STATE_CHANGE = 0x0229;
  private static final int ZC_NOTIFY_ACT = 0x08C8;
  private static final int ZC_NOTIFY_MOVEENTRY = 0x09FD;
  private static final int ZC_NOTIFY_NEWENTRY = 0x09FE;
  private static final int ZC_NOTIFY_STANDENTRY = 0x09FF;

  private static final int TYPE_PLAYER = 0;
  private static final int TYPE_NPC = 6;
  private static final int NPC_SPEED = 200;
  private static final int SPRITE_WEAPON = 2;
  private static final int STATE_SITTING = 2;
  private static final int PLAYER_SIZE = 5;
  private static final int PLAYER_LEVEL = 30;
  private static final int NOT_SHOWN = -1;

  private enum Form {
    STANDING,
    SPAWNING,
    WALKING
  }

  private UnitPackets() {}

  /** A unit that was there already: standing, or walking since {@code tick}. */
  static void present(ByteBuf out, Unit unit, int tick) {
    if (unit instanceof Player player && player.walk != null) {
      walking(out, player, tick);
    } else {
      entry(out, unit, Form.STANDING, 0);
    }
  }

  static void walking(ByteBuf out, Player player, int tick) {
    entry(out, player, Form.WALKING, tick);
  }

  /** A player who appears: its looks, then the entry. */
  static void spawning(ByteBuf out, Player player) {
    sprite(out, player);
    entry(out, player, Form.SPAWNING, 0);
  }

  static void sprite(ByteBuf out, Player player) {
    out.writeShortLE(ZC_SPRITE_CHANGE)
        .writeIntLE(player.id)
        .writeByte(SPRITE_WEAPON)
        .writeIntLE(0)
        .writeIntLE(0);
  }

  static void vanish(ByteBuf out, Unit unit, int how) {
    out.writeShortLE(ZC_NOTIFY_VANISH).writeIntLE(unit.id).writeByte(how);
  }

  static void stop(ByteBuf out, Unit unit) {
    out.writeShortLE(ZC_STOPMOVE)
        .writeIntLE(unit.id)
        .writeShortLE(unit.cell.x())
        .writeShortLE(unit.cell.y());
  }

  static void ownWalk(ByteBuf out, Cell from, Cell to, int tick) {
    out.writeShortLE(ZC_NOTIFY_PLAYERMOVE).writeIntLE(tick);
    Cell.writeMove(out, from, to);
  }

  static void looks(ByteBuf out, Player player) {
    out.writeShortLE(ZC_CHANGE_DIRECTION)
        .writeIntLE(player.id)
        .writeShortLE(player.headDirection)
        .writeByte(player.direction);
  }

  /** Sitting down or standing up: a unit's act without a target. */
  static void act(ByteBuf out, Player player, int type) {
    out.writeShortLE(ZC_NOTIFY_ACT)
        .writeIntLE(player.id)
        .writeZero(23)
        .writeByte(type)
        .writeIntLE(0);
  }

  static void state(ByteBuf out, Player player) {
    out.writeShortLE(ZC_STATE_CHANGE)
        .writeIntLE(player.id)
        .writeShortLE(0)
        .writeShortLE(0)
        .writeIntLE(effects(player))
        .writeByte(0);
  }

  private static int effects(Unit unit) {
    return unit instanceof Player player && player.hidden ? Player.INVISIBLE : 0;
  }

  private static void entry(ByteBuf out, Unit unit, Form form, int tick) {
    Player player = unit instanceof Player p ? p : null;
    int start =
        Wire.begin(
            out,
            switch (form) {
              case STANDING -> ZC_NOTIFY_STANDENTRY;
              case SPAWNING -> ZC_NOTIFY_NEWENTRY;
              case WALKING -> ZC_NOTIFY_MOVEENTRY;
            });
    out.writeByte(player == null ? TYPE_NPC : TYPE_PLAYER)
        .writeIntLE(unit.id)
        .writeIntLE(player == null ? 0 : player.account.character.id)
        .writeShortLE(player == null ? NPC_SPEED : Player.SPEED)
        .writeShortLE(0) // body state
        .writeShortLE(0) // health state
        .writeIntLE(effects(unit))
        .writeShortLE(unit instanceof Npc npc ? npc.job : 0)
        .writeShortLE(player == null ? 0 : 1) // hair
        .writeIntLE(0) // weapon
        .writeIntLE(0) // shield
        .writeShortLE(0); // head bottom
    if (form == Form.WALKING) {
      out.writeIntLE(tick);
    }
    out.writeShortLE(0) // head top
        .writeShortLE(0) // head mid
        .writeShortLE(0) // hair colour
        .writeShortLE(0) // clothes colour
        .writeShortLE(player == null ? 0 : player.headDirection)
        .writeShortLE(0) // robe
        .writeIntLE(0) // guild
        .writeShortLE(0) // emblem
        .writeShortLE(player == null ? 0 : player.account.manner)
        .writeIntLE(0) // virtue
        .writeByte(0) // pk mode
        .writeByte(player != null && player.account.male ? 1 : 0);
    if (form == Form.WALKING && player != null && player.walk != null) {
      Cell.writeMove(out, unit.cell, player.walk.destination());
    } else {
      unit.cell.write(out, unit.direction);
    }
    int size = player == null ? 0 : PLAYER_SIZE;
    out.writeByte(size).writeByte(size);
    if (form == Form.STANDING) {
      out.writeByte(player != null && player.sitting ? STATE_SITTING : 0);
    }
    out.writeShortLE(player == null ? 0 : PLAYER_LEVEL)
        .writeShortLE(0) // font
        .writeIntLE(NOT_SHOWN) // max hp
        .writeIntLE(NOT_SHOWN) // hp
        .writeByte(0) // boss
        .writeShortLE(0); // body
    Wire.name(out, unit.shownName());
    Wire.length(out, start);
  }
}
