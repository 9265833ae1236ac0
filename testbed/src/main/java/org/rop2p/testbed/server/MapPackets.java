package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.view.RawText;

/** Entering, moving between maps, leaving, status. */
final class MapPackets {
  static final int PARAM_MANNER = 4;

  private static final int ZC_REFUSE_ENTER = 0x006A;
  private static final int REFUSED_BY_SERVER = 3;
  private static final int REFUSAL_TEXT = 20;
  private static final int ZC_AID = 0x0283;
  private static final int ZC_GREETING = 0x0B18;
  private static final int ZC_ACCEPT_ENTER = 0x02EB;
  private static final int ZC_FRIENDS_LIST = 0x0201;
  private static final int ZC_NPCACK_MAPMOVE = 0x0091;
  private static final int ZC_NPCACK_SERVERMOVE = 0x0AC7;
  private static final int ZC_RESTART_ACK = 0x00B3;
  private static final int ZC_ACK_REQ_DISCONNECT = 0x018B;
  private static final int ZC_NOTIFY_TIME = 0x007F;
  private static final int ZC_LOAD_CONFIRM = 0x0B1B;
  private static final int ZC_USER_COUNT = 0x00C2;
  private static final int ZC_PAR_CHANGE = 0x00B0;
  private static final int ZC_PAR_CHANGE_USER = 0x01AB;
  private static final int ZC_COUPLESTATUS = 0x0141;
  private static final int ZC_ATTACK_RANGE = 0x013A;
  private static final int ZC_LONGLONGPAR_CHANGE = 0x0ACB;
  private static final int ZC_MAPPROPERTY_R2 = 0x099B;
  private static final int ZC_INVENTORY_START = 0x0B08;
  private static final int ZC_INVENTORY_END = 0x0B0B;
  private static final int ZC_EQUIPSWITCH_LIST = 0x0A9B;
  private static final int ZC_SKILLINFO_LIST = 0x0B32;
  private static final int ZC_SHORTCUT_KEY_LIST = 0x0B20;
  private static final int ZC_PARTY_CONFIG = 0x02C9;
  private static final int ZC_CONFIG_NOTIFY = 0x02DA;
  private static final int ZC_CONFIG = 0x02D9;

  private static final int PLAIN_TOWN = 0x0600;
  private static final int HOTKEYS = 266;
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

  static void refusal(ByteBuf out) {
    out.writeShortLE(ZC_REFUSE_ENTER).writeByte(REFUSED_BY_SERVER).writeZero(REFUSAL_TEXT);
  }

  static void accountId(ByteBuf out, int account) {
    out.writeShortLE(ZC_AID).writeIntLE(account);
  }

  static void accepted(ByteBuf out, Player player, int tick) {
    out.writeShortLE(ZC_GREETING).writeShortLE(0);
    out.writeShortLE(ZC_ACCEPT_ENTER).writeIntLE(tick);
    player.cell.write(out, player.direction);
    out.writeByte(5).writeByte(5).writeShortLE(0);
    Wire.length(out, Wire.begin(out, ZC_FRIENDS_LIST));
  }

  static void mapMove(ByteBuf out, Place to) {
    out.writeShortLE(ZC_NPCACK_MAPMOVE);
    Wire.mapName(out, to.map());
    out.writeShortLE(to.cell().x()).writeShortLE(to.cell().y());
  }

  static void serverMove(ByteBuf out, Place to, int port) {
    out.writeShortLE(ZC_NPCACK_SERVERMOVE);
    Wire.mapName(out, to.map());
    out.writeShortLE(to.cell().x()).writeShortLE(to.cell().y());
    Wire.address(out, port);
  }

  static void toCharacterSelect(ByteBuf out) {
    out.writeShortLE(ZC_RESTART_ACK).writeByte(1);
  }

  static void mayQuit(ByteBuf out) {
    out.writeShortLE(ZC_ACK_REQ_DISCONNECT).writeShortLE(0);
  }

  static void time(ByteBuf out, int tick) {
    out.writeShortLE(ZC_NOTIFY_TIME).writeIntLE(tick);
  }

  static void loadConfirmed(ByteBuf out) {
    out.writeShortLE(ZC_LOAD_CONFIRM);
  }

  static void userCount(ByteBuf out, int count) {
    out.writeShortLE(ZC_USER_COUNT).writeIntLE(count);
  }

  static void parameter(ByteBuf out, int type, int value) {
    out.writeShortLE(ZC_PAR_CHANGE).writeShortLE(type).writeIntLE(value);
  }

  /** Another player's manner, for the bubble above the head. */
  static void mannerOf(ByteBuf out, Player player) {
    out.writeShortLE(ZC_PAR_CHANGE_USER)
        .writeIntLE(player.id)
        .writeShortLE(PARAM_MANNER)
        .writeIntLE(player.account.manner);
  }

  /** The numbers of a character, sent while its client still loads. */
  static void status(ByteBuf out) {
    parameter(out, 25, 23_000);
    for (int status : STATUSES) {
      out.writeShortLE(ZC_COUPLESTATUS).writeIntLE(status).writeIntLE(10).writeIntLE(1);
    }
    for (int[] entry : ENTRY_PARAMETERS) {
      parameter(out, entry[0], entry[1]);
    }
    out.writeShortLE(ZC_ATTACK_RANGE).writeShortLE(1);
    for (int[] entry : HEALTH) {
      parameter(out, entry[0], entry[1]);
    }
  }

  /** What every loaded map begins with. */
  static void loaded(ByteBuf out, Player player) {
    UnitPackets.sprite(out, player);
    int inventory = Wire.begin(out, ZC_INVENTORY_START);
    out.writeByte(0).writeByte(0);
    Wire.length(out, inventory);
    out.writeShortLE(ZC_INVENTORY_END).writeByte(0).writeByte(0);
    Wire.length(out, Wire.begin(out, ZC_EQUIPSWITCH_LIST));
    parameter(out, 24, 9160);
    parameter(out, 25, 23_000);
    out.writeShortLE(ZC_MAPPROPERTY_R2).writeShortLE(0).writeIntLE(PLAIN_TOWN);
  }

  /** What follows the units in view after a login. */
  static void greeting(ByteBuf out, int basicSkill) {
    int skills = Wire.begin(out, ZC_SKILLINFO_LIST);
    out.writeShortLE(BASIC_SKILL)
        .writeIntLE(0)
        .writeShortLE(basicSkill)
        .writeZero(4)
        .writeByte(0)
        .writeShortLE(basicSkill);
    Wire.length(out, skills);
    for (int tab = 0; tab < 2; tab++) {
      out.writeShortLE(ZC_SHORTCUT_KEY_LIST).writeByte(0).writeShortLE(tab).writeZero(HOTKEYS);
    }
    for (long[] entry : EXPERIENCE) {
      out.writeShortLE(ZC_LONGLONGPAR_CHANGE).writeShortLE((int) entry[0]).writeLongLE(entry[1]);
    }
    parameter(out, 12, 0);
    out.writeShortLE(ZC_PARTY_CONFIG).writeByte(0);
    out.writeShortLE(ZC_CONFIG_NOTIFY).writeByte(0);
    for (int setting = 1; setting <= 3; setting++) {
      out.writeShortLE(ZC_CONFIG).writeIntLE(setting).writeIntLE(0);
    }
  }

  static Outgoing welcome() {
    RawText line = RawText.ascii("Welcome to the stand-in.");
    return out -> ChatPackets.echo(out, line);
  }
}
