package org.rop2p.testbed.server;

import org.rop2p.codec.Packet;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.codec.view.MapEntry;
import org.rop2p.codec.view.MapMove;
import org.rop2p.codec.view.MapProperty;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.RawText;

/** Entering, moving between maps, leaving, status. */
final class MapPackets {
  private static final int ZC_REFUSE_ENTER = 0x006A;
  private static final int REFUSED_BY_SERVER = 3;
  private static final int ZC_GREETING = 0x0B18;
  private static final int ZC_FRIENDS_LIST = 0x0201;
  private static final int ZC_ACK_REQ_DISCONNECT = 0x018B;
  private static final int ZC_LOAD_CONFIRM = 0x0B1B;
  private static final int ZC_USER_COUNT = 0x00C2;
  private static final int ZC_PAR_CHANGE_USER = 0x01AB;
  private static final int ZC_COUPLESTATUS = 0x0141;
  private static final int ZC_ATTACK_RANGE = 0x013A;
  private static final int ZC_LONGLONGPAR_CHANGE = 0x0ACB;
  private static final int ZC_INVENTORY_START = 0x0B08;
  private static final int ZC_INVENTORY_END = 0x0B0B;
  private static final int ZC_EQUIPSWITCH_LIST = 0x0A9B;
  private static final int ZC_SKILLINFO_LIST = 0x0B32;
  private static final int ZC_SHORTCUT_KEY_LIST = 0x0B20;
  private static final int ZC_PARTY_CONFIG = 0x02C9;
  private static final int ZC_CONFIG_NOTIFY = 0x02DA;
  private static final int ZC_CONFIG = 0x02D9;

  private static final int PEACEFUL = 0;
  private static final int PLAIN_TOWN = 0x0600;
  private static final int BASIC_SKILL = 1;
  private static final int HP = 205;
  private static final int SP = 44;

  /** Parameters sent when a character enters: {type, value}, in rAthena's order. */
  private static final int[][] ENTRY_PARAMETERS = {
    {49, 219}, {50, 143}, {53, 420}, {41, 24}, {46, 0}, {45, 22}, {51, 2}, {52, 4}, {44, 28},
    {43, 0}, {48, 0}, {47, 22}
  };

  private static final int[][] HEALTH = {{6, HP}, {8, SP}, {5, HP}, {7, SP}, {24, 9160}};
  private static final int[] STATUSES = {13, 14, 15, 16, 17, 18};
  private static final long[][] EXPERIENCE = {{1, 0}, {22, 17362}, {2, 0}, {23, 999_999_999}};

  private MapPackets() {}

  static void refusal(PacketWriter out) {
    out.packet(ZC_REFUSE_ENTER, fields -> fields.writeByte(REFUSED_BY_SERVER));
  }

  static void accountId(PacketWriter out, int account) {
    out.packet(out.protocol().id(Packet.ZC_AID), fields -> fields.writeIntLE(account));
  }

  static void accepted(PacketWriter out, Player player, int tick) {
    out.packet(ZC_GREETING);
    MapEntry entry = new MapEntry(tick, player.cell);
    out.view((bytes, protocol) -> entry.write(bytes, protocol, player.direction));
    out.packet(ZC_FRIENDS_LIST);
  }

  static void mapMove(PacketWriter out, Place to) {
    out.view(new MapMove(to.map(), to.cell())::write);
  }

  static void serverMove(PacketWriter out, Place to, int port) {
    MapMove move = new MapMove(to.map(), to.cell());
    out.view((bytes, protocol) -> move.writeServerMove(bytes, protocol, out.server(port)));
  }

  static void toCharacterSelect(PacketWriter out) {
    out.packet(out.protocol().id(Packet.ZC_RESTART_ACK), fields -> fields.writeByte(1));
  }

  static void mayQuit(PacketWriter out) {
    out.packet(ZC_ACK_REQ_DISCONNECT);
  }

  static void time(PacketWriter out, int tick) {
    out.view(new ClockTick(tick)::write);
  }

  static void loadConfirmed(PacketWriter out) {
    out.packet(ZC_LOAD_CONFIRM);
  }

  static void userCount(PacketWriter out, int count) {
    out.packet(ZC_USER_COUNT, fields -> fields.writeIntLE(count));
  }

  static void parameter(PacketWriter out, int type, int value) {
    out.view(new Parameter(type, value)::write);
  }

  /** Another player's manner, for the bubble above the head. */
  static void mannerOf(PacketWriter out, Player player) {
    out.packet(
        ZC_PAR_CHANGE_USER,
        fields ->
            fields
                .writeIntLE(player.id)
                .writeShortLE(Parameter.MANNER)
                .writeIntLE(player.account.manner));
  }

  /** The numbers of a character, sent while its client still loads. */
  static void status(PacketWriter out) {
    parameter(out, 25, 23_000);
    for (int status : STATUSES) {
      out.packet(ZC_COUPLESTATUS, fields -> fields.writeIntLE(status).writeIntLE(10).writeIntLE(1));
    }
    for (int[] entry : ENTRY_PARAMETERS) {
      parameter(out, entry[0], entry[1]);
    }
    out.packet(ZC_ATTACK_RANGE, fields -> fields.writeShortLE(1));
    for (int[] entry : HEALTH) {
      parameter(out, entry[0], entry[1]);
    }
  }

  /** What every loaded map begins with. */
  static void loaded(PacketWriter out, Player player) {
    UnitPackets.sprite(out, player);
    out.packet(ZC_INVENTORY_START, fields -> fields.writeByte(0).writeByte(0));
    out.packet(ZC_INVENTORY_END);
    out.packet(ZC_EQUIPSWITCH_LIST);
    parameter(out, 24, 9160);
    parameter(out, 25, 23_000);
    out.view(new MapProperty(PEACEFUL, PLAIN_TOWN)::write);
  }

  /** What follows the units in view after a login. */
  static void greeting(PacketWriter out, int basicSkill) {
    out.packet(
        ZC_SKILLINFO_LIST,
        fields ->
            fields
                .writeShortLE(BASIC_SKILL)
                .writeIntLE(0)
                .writeShortLE(basicSkill)
                .writeZero(4)
                .writeByte(0)
                .writeShortLE(basicSkill));
    for (int tab = 0; tab < 2; tab++) {
      int shown = tab;
      out.packet(ZC_SHORTCUT_KEY_LIST, fields -> fields.writeByte(0).writeShortLE(shown));
    }
    for (long[] entry : EXPERIENCE) {
      out.packet(
          ZC_LONGLONGPAR_CHANGE,
          fields -> fields.writeShortLE((int) entry[0]).writeLongLE(entry[1]));
    }
    parameter(out, 12, 0);
    out.packet(ZC_PARTY_CONFIG);
    out.packet(ZC_CONFIG_NOTIFY);
    for (int setting = 1; setting <= 3; setting++) {
      int which = setting;
      out.packet(ZC_CONFIG, fields -> fields.writeIntLE(which));
    }
  }

  static Outgoing welcome() {
    RawText line = RawText.ascii("Welcome to the stand-in.");
    return out -> ChatPackets.echo(out, line);
  }
}
