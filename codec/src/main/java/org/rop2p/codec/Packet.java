package org.rop2p.codec;

import static org.rop2p.codec.Direction.CLIENT_TO_SERVER;
import static org.rop2p.codec.Direction.SERVER_TO_CLIENT;
import static org.rop2p.codec.PacketIds.id;
import static org.rop2p.codec.PacketIds.shuffled;
import static org.rop2p.codec.PacketIds.shuffledOrNone;
import static org.rop2p.codec.PacketIds.since;

import java.util.OptionalInt;

/**
 * The packets the proxy looks into, with their ids through the years; every other one is passed on
 * unread. A single date stands for all branches, three for main, RE and zero. Dates are those of
 * rAthena's PACKETVER; the client knows an id a little earlier.
 */
public enum Packet {
  // login
  AC_ACCEPT_LOGIN(
      SERVER_TO_CLIENT,
      id(0x0069).then(20170315, 0x0AC4).alsoRead(0x0276, 0x0AC9, 0x0B07, 0x0B60, 0x0C32)),
  // char
  CH_ENTER(CLIENT_TO_SERVER, id(0x0065)),
  CH_SELECT_CHAR(CLIENT_TO_SERVER, id(0x0066)),
  HC_ACCEPT_ENTER(SERVER_TO_CLIENT, id(0x006B)),
  HC_ACK_CHARINFO_PER_PAGE(
      SERVER_TO_CLIENT,
      since(20121024, 0x099D).thenNotZero(20201007, 20211103, 0x0B72).alsoRead(0x0B72)),
  HC_ACCEPT_MAKECHAR(SERVER_TO_CLIENT, id(0x006D).thenNotZero(20201007, 20211103, 0x0B6F)),
  HC_NOTIFY_ZONESVR(SERVER_TO_CLIENT, id(0x0071).then(20170315, 0x0AC5).alsoRead(0x0AC6)),
  // map, from the client
  CZ_ENTER(CLIENT_TO_SERVER, shuffled()),
  CZ_NOTIFY_ACTORINIT(CLIENT_TO_SERVER, id(0x007D)),
  CZ_REQUEST_TIME(CLIENT_TO_SERVER, shuffled()),
  CZ_REQUEST_MOVE(CLIENT_TO_SERVER, shuffled()),
  CZ_REQUEST_ACT(CLIENT_TO_SERVER, shuffled()),
  CZ_CHANGE_DIRECTION(CLIENT_TO_SERVER, shuffled()),
  CZ_REQNAME(CLIENT_TO_SERVER, shuffled()),
  CZ_REQNAME_BYGID(CLIENT_TO_SERVER, shuffled()),
  CZ_REQUEST_CHAT(CLIENT_TO_SERVER, shuffled()),
  CZ_REQ_EMOTION(CLIENT_TO_SERVER, id(0x00BF)),
  CZ_REQ_EMOTION_EXPANSION(CLIENT_TO_SERVER, since(20230705, 0x0BE9)),
  CZ_CONTACTNPC(CLIENT_TO_SERVER, id(0x0090)),
  CZ_CLOSE_DIALOG(CLIENT_TO_SERVER, id(0x0146)),
  CZ_REQ_CLOSESTORE(CLIENT_TO_SERVER, id(0x012E)),
  CZ_REQ_CLOSE_BUYING_STORE(CLIENT_TO_SERVER, shuffledOrNone()),
  CZ_CREATE_CHATROOM(CLIENT_TO_SERVER, id(0x00D5)),
  CZ_REQ_ENTER_ROOM(CLIENT_TO_SERVER, id(0x00D9)),
  CZ_REQ_EXIT_ROOM(CLIENT_TO_SERVER, id(0x00E3)),
  CZ_RESTART(CLIENT_TO_SERVER, id(0x00B2)),
  CZ_REQ_DISCONNECT(CLIENT_TO_SERVER, id(0x018A)),
  // map, from the server
  ZC_AID(SERVER_TO_CLIENT, id(0x0283)),
  ZC_ACCEPT_ENTER(
      SERVER_TO_CLIENT, id(0x02EB).then(20141022, 0x0A18).then(20160330, 0x02EB).alsoRead(0x0073)),
  ZC_NPCACK_MAPMOVE(SERVER_TO_CLIENT, id(0x0091).alsoRead(0x0A4B)),
  ZC_NPCACK_SERVERMOVE(SERVER_TO_CLIENT, id(0x0092).then(20170315, 0x0AC7).alsoRead(0x0A4C)),
  ZC_RESTART_ACK(SERVER_TO_CLIENT, id(0x00B3)),
  ZC_NOTIFY_TIME(SERVER_TO_CLIENT, id(0x007F)),
  ZC_NOTIFY_NEWENTRY(
      SERVER_TO_CLIENT,
      id(0x07F8)
          .then(20101124, 0x0858)
          .then(20120221, 0x090F)
          .then(20131223, 0x09DC)
          .then(20150513, 0x09FE)
          .alsoRead(0x02ED)),
  ZC_NOTIFY_STANDENTRY(
      SERVER_TO_CLIENT,
      id(0x07F9)
          .then(20101124, 0x0857)
          .then(20120221, 0x0915)
          .then(20131223, 0x09DD)
          .then(20150513, 0x09FF)
          .alsoRead(0x02EE)),
  ZC_NOTIFY_MOVEENTRY(
      SERVER_TO_CLIENT,
      id(0x07F7)
          .then(20101124, 0x0856)
          .then(20120221, 0x0914)
          .then(20131223, 0x09DB)
          .then(20150513, 0x09FD)
          .alsoRead(0x02EC)),
  ZC_NOTIFY_VANISH(SERVER_TO_CLIENT, id(0x0080)),
  ZC_NOTIFY_PLAYERMOVE(SERVER_TO_CLIENT, id(0x0087)),
  ZC_NOTIFY_MOVE(SERVER_TO_CLIENT, id(0x0086)),
  ZC_STOPMOVE(SERVER_TO_CLIENT, id(0x0088)),
  ZC_HIGHJUMP(SERVER_TO_CLIENT, id(0x01FF)),
  ZC_FASTMOVE(SERVER_TO_CLIENT, since(20110809, 20110810, 20110810, 0x08D2)),
  ZC_CHANGE_DIRECTION(SERVER_TO_CLIENT, id(0x009C)),
  ZC_NOTIFY_CHAT(SERVER_TO_CLIENT, id(0x008D)),
  ZC_NOTIFY_PLAYERCHAT(SERVER_TO_CLIENT, id(0x008E)),
  ZC_NPC_CHAT(SERVER_TO_CLIENT, id(0x02C1)),
  ZC_EMOTION(SERVER_TO_CLIENT, id(0x00C0)),
  ZC_EMOTION_EXPANSION(SERVER_TO_CLIENT, since(20230705, 0x0BEA)),
  ZC_EMOTION_EXPANSION_REQ_FAIL(SERVER_TO_CLIENT, since(20230705, 0x0BEB)),
  ZC_NOTIFY_ACT(SERVER_TO_CLIENT, id(0x02E1).then(20131223, 0x08C8).alsoRead(0x008A)),
  ZC_STATE_CHANGE(SERVER_TO_CLIENT, id(0x0229).alsoRead(0x0119)),
  ZC_NPC_SHOWEFST_UPDATE(SERVER_TO_CLIENT, id(0x028A)),
  ZC_RESURRECTION(SERVER_TO_CLIENT, id(0x0148)),
  ZC_USESKILL_ACK(SERVER_TO_CLIENT, id(0x07FB).then(20181212, 0x0B1A).alsoRead(0x013E)),
  ZC_DISPEL(SERVER_TO_CLIENT, id(0x01B9)),
  ZC_SKILL_ENTRY(
      SERVER_TO_CLIENT,
      id(0x011F).then(20121212, 0x099F).then(20130731, 0x09CA).alsoRead(0x01C9, 0x08C7)),
  ZC_SKILL_DISAPPEAR(SERVER_TO_CLIENT, id(0x0120)),
  ZC_ACK_REQNAME(SERVER_TO_CLIENT, id(0x0095).then(20180207, 20171129, 20171129, 0x0ADF)),
  ZC_ACK_REQNAMEALL(SERVER_TO_CLIENT, id(0x0195).then(20150225, 20141126, 20141126, 0x0A30)),
  ZC_PAR_CHANGE(SERVER_TO_CLIENT, id(0x00B0)),
  ZC_PAR_CHANGE_USER(SERVER_TO_CLIENT, id(0x01AB)),
  ZC_NOTIFY_MAPPROPERTY(SERVER_TO_CLIENT, id(0x0199).then(20121010, 0x099B)),
  ZC_ACK_CREATE_CHATROOM(SERVER_TO_CLIENT, id(0x00D6)),
  ZC_ENTER_ROOM(SERVER_TO_CLIENT, id(0x00DB)),
  ZC_MEMBER_EXIT(SERVER_TO_CLIENT, id(0x00DD)),
  ZC_SAY_DIALOG(SERVER_TO_CLIENT, id(0x00B4).alsoRead(0x0972)),
  ZC_WAIT_DIALOG(SERVER_TO_CLIENT, id(0x00B5).alsoRead(0x0973)),
  ZC_CLOSE_DIALOG(SERVER_TO_CLIENT, id(0x00B6)),
  ZC_MENU_LIST(SERVER_TO_CLIENT, id(0x00B7)),
  ZC_OPEN_EDITDLG(SERVER_TO_CLIENT, id(0x0142)),
  ZC_OPEN_EDITDLGSTR(SERVER_TO_CLIENT, id(0x01D4)),
  ZC_PC_PURCHASE_MYITEMLIST(SERVER_TO_CLIENT, id(0x0136).then(20190724, 0x0B40)),
  ZC_MYITEMLIST_BUYING_STORE(SERVER_TO_CLIENT, since(20100309, 0x0813)),
  ZC_ACK_EXCHANGE_ITEM(SERVER_TO_CLIENT, id(0x01F5).alsoRead(0x00E7)),
  ZC_CANCEL_EXCHANGE_ITEM(SERVER_TO_CLIENT, id(0x00EE)),
  ZC_EXEC_EXCHANGE_ITEM(SERVER_TO_CLIENT, id(0x00F0)),
  ZC_NOTIFY_STOREITEM_COUNTINFO(SERVER_TO_CLIENT, id(0x00F2)),
  ZC_CLOSE_STORE(SERVER_TO_CLIENT, id(0x00F8));

  private final Direction direction;

  @SuppressWarnings("ImmutableEnumChecker") // immutable, but not so declared
  private final PacketIds ids;

  Packet(Direction direction, PacketIds ids) {
    this.direction = direction;
    this.ids = ids;
  }

  public Direction direction() {
    return direction;
  }

  /** The id under which it is sent at a supported date; empty when it is not. */
  public OptionalInt idAt(PacketVersion version) {
    return ids.written(name(), version);
  }

  PacketIds ids() {
    return ids;
  }
}
