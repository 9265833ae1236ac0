package org.rop2p.testbed.server;

import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.UnitState;
import org.rop2p.testbed.wire.Heading;
import org.rop2p.testbed.wire.UnitEntryWriter;
import org.rop2p.testbed.wire.UnitLook;

/** Units as clients see them: entries, vanishing, acts, looks, icons, shops, casts. */
final class UnitPackets {
  /** Ways to vanish (ZC_NOTIFY_VANISH). */
  static final int OUT_OF_SIGHT = 0;

  static final int DIED = 1;
  static final int LOGGED_OUT = 2;
  static final int TELEPORTED = 3;

  private static final int ZC_SPRITE_CHANGE = 0x01D7;
  private static final int ZC_RESURRECTION = 0x0148;
  private static final int ZC_MSG_STATE_CHANGE = 0x0196;
  private static final int ZC_MSG_STATE_CHANGE2 = 0x043F;
  private static final int ZC_MSG_STATE_CHANGE3 = 0x0983;
  private static final int SINCE_STATE_CHANGE3 = 20120618;
  private static final int ZC_STORE_ENTRY = 0x0131;
  private static final int ZC_DISAPPEAR_ENTRY = 0x0132;
  private static final int ZC_PC_PURCHASE_MYITEMLIST = 0x0136;
  private static final int ZC_PC_PURCHASE_MYITEMLIST2 = 0x0B40;
  private static final int ZC_ACK_OPENSTORE2 = 0x0A28;
  private static final int ZC_USESKILL_ACK = 0x07FB;
  private static final int ZC_USESKILL_ACK3 = 0x0B1A;
  private static final int ZC_DISPEL = 0x01B9;

  /** EFST_SIT, the icon of those who sit. */
  private static final int SITTING_ICON = 622;

  /** What rAthena tells as the time of a state without an end. */
  private static final int ENDLESS = 9999;

  private static final int SOME_SKILL = 28;
  private static final int BOARD_TITLE = 80;
  private static final int TYPE_PLAYER = 0;
  private static final int TYPE_DISGUISED = 1;
  private static final int TYPE_MONSTER = 5;
  private static final int TYPE_NPC = 6;
  private static final int NPC_SPEED = 200;
  private static final int SPRITE_WEAPON = 2;
  private static final int PLAYER_HAIR = 1;
  private static final int PLAYER_SIZE = 5;
  private static final int PLAYER_LEVEL = 30;

  private UnitPackets() {}

  /** A unit that was there already: standing, or walking since {@code tick}. */
  static void present(PacketWriter out, Unit unit, int tick) {
    if (unit.walk != null) {
      walking(out, unit, tick);
    } else {
      entry(out, unit, Packet.ZC_NOTIFY_STANDENTRY, 0, false);
    }
  }

  static void walking(PacketWriter out, Unit unit, int tick) {
    entry(out, unit, Packet.ZC_NOTIFY_MOVEENTRY, tick, false);
  }

  /** A player who appears: its looks, then the entry. */
  static void spawning(PacketWriter out, Player player) {
    sprite(out, player);
    entry(out, player, Packet.ZC_NOTIFY_NEWENTRY, 0, false);
  }

  /** What a player in disguise is shown of itself when it appears. */
  static void ownSpawn(PacketWriter out, Player player) {
    entry(out, player, Packet.ZC_NOTIFY_NEWENTRY, 0, true);
  }

  /** What a player in disguise is shown of its own walk, beside ZC_NOTIFY_PLAYERMOVE. */
  static void ownDisguisedWalk(PacketWriter out, Player player, int tick) {
    entry(out, player, Packet.ZC_NOTIFY_MOVEENTRY, tick, true);
  }

  static void sprite(PacketWriter out, Player player) {
    out.packet(ZC_SPRITE_CHANGE, fields -> fields.writeIntLE(player.id).writeByte(SPRITE_WEAPON));
  }

  static void vanish(PacketWriter out, int unitId, int how) {
    out.packet(
        out.protocol().id(Packet.ZC_NOTIFY_VANISH),
        fields -> fields.writeIntLE(unitId).writeByte(how));
  }

  static void resurrected(PacketWriter out, Player player) {
    out.packet(ZC_RESURRECTION, fields -> fields.writeIntLE(player.id));
  }

  static void stop(PacketWriter out, int unitId, Cell at) {
    out.view(new UnitPosition(unitId, at)::writeStop);
  }

  static void ownWalk(PacketWriter out, Cell from, Cell to, int tick) {
    out.view(new org.rop2p.codec.view.Walk(0, from, to, tick)::writeOwn);
  }

  static void looks(PacketWriter out, int unitId, int head, int direction) {
    out.view(new Heading(unitId, head, direction)::write);
  }

  /**
   * Sitting down or standing up: a unit's act without a target.
   *
   * @param type {@link UnitAct#SIT} or {@link UnitAct#STAND}
   */
  static void act(PacketWriter out, int unitId, int type) {
    out.view(new UnitAct(unitId, type)::write);
  }

  /** The icon of those who sit, in the form of the date; taken away it has the oldest one. */
  static void sitIcon(PacketWriter out, Player player, boolean on) {
    if (!on) {
      out.packet(
          ZC_MSG_STATE_CHANGE,
          fields -> fields.writeShortLE(SITTING_ICON).writeIntLE(player.id).writeByte(0));
      return;
    }
    boolean withTotal = out.protocol().version().date() >= SINCE_STATE_CHANGE3;
    out.packet(
        withTotal ? ZC_MSG_STATE_CHANGE3 : ZC_MSG_STATE_CHANGE2,
        fields -> {
          fields.writeShortLE(SITTING_ICON).writeIntLE(player.id).writeByte(1);
          for (int time = 0; time < (withTotal ? 2 : 1); time++) {
            fields.writeIntLE(ENDLESS);
          }
        });
  }

  static void state(PacketWriter out, Player player) {
    out.view(new UnitState(player.id, 0, effects(player))::write);
  }

  /** The owner's list of its shop, empty as far as this server goes, and that it is open. */
  static void ownShop(PacketWriter out, Player player) {
    PacketVersion version = out.protocol().version();
    boolean withGrade = version.since(20200916, 20200723, 20221024);
    out.packet(
        withGrade ? ZC_PC_PURCHASE_MYITEMLIST2 : ZC_PC_PURCHASE_MYITEMLIST,
        fields -> fields.writeIntLE(player.id));
    out.packet(ZC_ACK_OPENSTORE2);
  }

  static void board(PacketWriter out, Player player) {
    out.packet(
        ZC_STORE_ENTRY,
        fields -> {
          fields.writeIntLE(player.id);
          player.vending.writePadded(fields, BOARD_TITLE);
        });
  }

  static void boardGone(PacketWriter out, Player player) {
    out.packet(ZC_DISAPPEAR_ENTRY, fields -> fields.writeIntLE(player.id));
  }

  /** A skill cast on oneself. */
  static void casting(PacketWriter out, int unitId, Player player, int millis) {
    boolean longer = out.protocol().version().since(20181212, 20181212, 20190130);
    out.packet(
        longer ? ZC_USESKILL_ACK3 : ZC_USESKILL_ACK,
        fields ->
            fields
                .writeIntLE(unitId)
                .writeIntLE(player.id)
                .writeIntLE(0)
                .writeShortLE(SOME_SKILL)
                .writeIntLE(0)
                .writeIntLE(millis));
  }

  static void castBroken(PacketWriter out, int unitId) {
    out.packet(ZC_DISPEL, fields -> fields.writeIntLE(unitId));
  }

  private static int effects(Unit unit) {
    return unit instanceof Player player && player.hidden ? Player.INVISIBLE : 0;
  }

  /**
   * @param toItself the copy that a player in disguise gets of itself
   */
  private static void entry(PacketWriter out, Unit unit, Packet form, int tick, boolean toItself) {
    boolean walks = form == Packet.ZC_NOTIFY_MOVEENTRY;
    UnitEntry entry =
        new UnitEntry(
            toItself ? -unit.id : unit.id,
            toItself ? TYPE_MONSTER : type(unit),
            speed(unit),
            0,
            effects(unit),
            unit.cell,
            walks ? unit.walk.destination() : null,
            walks ? tick : 0,
            posture(unit),
            unit.shownName());
    out.view(
        (bytes, protocol) -> {
          UnitEntryWriter writer = new UnitEntryWriter(entry, look(unit));
          writer.write(bytes, form, protocol);
        });
  }

  private static Posture posture(Unit unit) {
    if (!(unit instanceof Player player)) {
      return Posture.STANDING;
    }
    return player.dead ? Posture.DEAD : player.sitting ? Posture.SITTING : Posture.STANDING;
  }

  private static int type(Unit unit) {
    if (unit instanceof Player player) {
      return player.disguised() ? TYPE_DISGUISED : TYPE_PLAYER;
    }
    if (unit instanceof Mob mob) {
      return mob.spec.objectType();
    }
    return TYPE_NPC;
  }

  private static int speed(Unit unit) {
    return unit instanceof Player ? Player.SPEED : unit instanceof Mob ? Mob.SPEED : NPC_SPEED;
  }

  private static UnitLook look(Unit unit) {
    if (unit instanceof Player player) {
      return look(player);
    }
    int job = unit instanceof Npc npc ? npc.job : unit instanceof Mob mob ? mob.spec.job() : 0;
    return new UnitLook(0, job, 0, 0, 0, 0, unit.direction, 0, 0);
  }

  private static UnitLook look(Player player) {
    return new UnitLook(
        player.account.character.id,
        player.disguise,
        player.disguised() ? 0 : PLAYER_HAIR,
        player.headDirection,
        player.account.manner,
        player.account.male ? 1 : 0,
        player.direction,
        PLAYER_SIZE,
        PLAYER_LEVEL);
  }
}
