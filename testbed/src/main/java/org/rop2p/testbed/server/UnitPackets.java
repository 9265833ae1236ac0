package org.rop2p.testbed.server;

import org.rop2p.codec.Packet;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.UnitState;
import org.rop2p.testbed.wire.Heading;
import org.rop2p.testbed.wire.UnitEntryWriter;
import org.rop2p.testbed.wire.UnitLook;

/** Units as clients see them: entries, vanishing, acts, looks. */
final class UnitPackets {
  /** Ways to vanish (ZC_NOTIFY_VANISH). */
  static final int OUT_OF_SIGHT = 0;

  static final int LOGGED_OUT = 2;
  static final int TELEPORTED = 3;

  private static final int ZC_SPRITE_CHANGE = 0x01D7;
  private static final int TYPE_PLAYER = 0;
  private static final int TYPE_NPC = 6;
  private static final int NPC_SPEED = 200;
  private static final int SPRITE_WEAPON = 2;
  private static final int PLAYER_HAIR = 1;
  private static final int PLAYER_SIZE = 5;
  private static final int PLAYER_LEVEL = 30;

  private UnitPackets() {}

  /** A unit that was there already: standing, or walking since {@code tick}. */
  static void present(PacketWriter out, Unit unit, int tick) {
    if (unit instanceof Player player && player.walk != null) {
      walking(out, player, tick);
    } else {
      entry(out, unit, Packet.ZC_NOTIFY_STANDENTRY, null, 0);
    }
  }

  static void walking(PacketWriter out, Player player, int tick) {
    entry(out, player, Packet.ZC_NOTIFY_MOVEENTRY, player.walk.destination(), tick);
  }

  /** A player who appears: its looks, then the entry. */
  static void spawning(PacketWriter out, Player player) {
    sprite(out, player);
    entry(out, player, Packet.ZC_NOTIFY_NEWENTRY, null, 0);
  }

  static void sprite(PacketWriter out, Player player) {
    out.packet(ZC_SPRITE_CHANGE, fields -> fields.writeIntLE(player.id).writeByte(SPRITE_WEAPON));
  }

  static void vanish(PacketWriter out, Unit unit, int how) {
    out.packet(
        out.protocol().id(Packet.ZC_NOTIFY_VANISH),
        fields -> fields.writeIntLE(unit.id).writeByte(how));
  }

  static void stop(PacketWriter out, Unit unit) {
    out.view(new UnitPosition(unit.id, unit.cell)::writeStop);
  }

  static void ownWalk(PacketWriter out, Cell from, Cell to, int tick) {
    out.view(new org.rop2p.codec.view.Walk(0, from, to, tick)::writeOwn);
  }

  static void looks(PacketWriter out, Player player) {
    out.view(new Heading(player.id, player.headDirection, player.direction)::write);
  }

  /**
   * Sitting down or standing up: a unit's act without a target.
   *
   * @param type {@link UnitAct#SIT} or {@link UnitAct#STAND}
   */
  static void act(PacketWriter out, Player player, int type) {
    out.view(new UnitAct(player.id, type)::write);
  }

  static void state(PacketWriter out, Player player) {
    out.view(new UnitState(player.id, 0, effects(player))::write);
  }

  private static int effects(Unit unit) {
    return unit instanceof Player player && player.hidden ? Player.INVISIBLE : 0;
  }

  private static void entry(PacketWriter out, Unit unit, Packet form, Cell to, int tick) {
    Player player = unit instanceof Player p ? p : null;
    UnitEntry entry =
        new UnitEntry(
            unit.id,
            player == null ? TYPE_NPC : TYPE_PLAYER,
            player == null ? NPC_SPEED : Player.SPEED,
            0,
            effects(unit),
            unit.cell,
            to,
            tick,
            player != null && player.sitting ? Posture.SITTING : Posture.STANDING,
            unit.shownName());
    UnitLook look = player == null ? look(unit) : look(player);
    out.view((bytes, protocol) -> new UnitEntryWriter(entry, look).write(bytes, form, protocol));
  }

  private static UnitLook look(Unit unit) {
    int job = unit instanceof Npc npc ? npc.job : 0;
    return new UnitLook(0, job, 0, 0, 0, 0, unit.direction, 0, 0);
  }

  private static UnitLook look(Player player) {
    return new UnitLook(
        player.account.character.id,
        0,
        PLAYER_HAIR,
        player.headDirection,
        player.account.manner,
        player.account.male ? 1 : 0,
        player.direction,
        PLAYER_SIZE,
        PLAYER_LEVEL);
  }
}
