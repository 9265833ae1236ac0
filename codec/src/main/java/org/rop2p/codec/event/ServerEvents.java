package org.rop2p.codec.event;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ServerEvent.Placing;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.codec.view.MapEntry;
import org.rop2p.codec.view.MapMove;
import org.rop2p.codec.view.MapProperty;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.Walk;

/**
 * Reads what a map server sends. Frames about others than players are given up as soon as the unit
 * id is read, but for the few that a walk may meet.
 */
public final class ServerEvents {
  private static final int RESULT = 2;
  private static final int CHAT_ROOM_CREATED = 0;
  private static final int TRADE_BEGINS = 3;
  private static final int MEMBER_NAME = 4;
  private static final int NAME_WIDTH = 24;
  private static final int FIXED_SKILL_ENTRY = 0x011F;
  private static final int GRAFFITI_SKILL_ENTRY = 0x01C9;
  private static final int SKILL_UNIT = 2;
  private static final int VARIABLE_SKILL_UNIT = 4;
  private static final int SKILL_UNIT_CELL = 8;

  private ServerEvents() {}

  /** Whether {@link #read} makes events of such packets. */
  public static boolean reads(Packet packet) {
    return switch (packet) {
      case ZC_ACCEPT_ENTER,
          ZC_NPCACK_MAPMOVE,
          ZC_NOTIFY_TIME,
          ZC_NOTIFY_NEWENTRY,
          ZC_NOTIFY_STANDENTRY,
          ZC_NOTIFY_MOVEENTRY,
          ZC_NOTIFY_VANISH,
          ZC_NOTIFY_PLAYERMOVE,
          ZC_NOTIFY_MOVE,
          ZC_STOPMOVE,
          ZC_HIGHJUMP,
          ZC_FASTMOVE,
          ZC_NOTIFY_CHAT,
          ZC_NOTIFY_PLAYERCHAT,
          ZC_EMOTION,
          ZC_EMOTION_EXPANSION,
          ZC_EMOTION_EXPANSION_REQ_FAIL,
          ZC_NOTIFY_ACT,
          ZC_STATE_CHANGE,
          ZC_NPC_SHOWEFST_UPDATE,
          ZC_RESURRECTION,
          ZC_USESKILL_ACK,
          ZC_DISPEL,
          ZC_SKILL_ENTRY,
          ZC_SKILL_DISAPPEAR,
          ZC_ACK_REQNAME,
          ZC_ACK_REQNAMEALL,
          ZC_PAR_CHANGE,
          ZC_PAR_CHANGE_USER,
          ZC_NOTIFY_MAPPROPERTY,
          ZC_ACK_CREATE_CHATROOM,
          ZC_ENTER_ROOM,
          ZC_MEMBER_EXIT,
          ZC_SAY_DIALOG,
          ZC_WAIT_DIALOG,
          ZC_CLOSE_DIALOG,
          ZC_MENU_LIST,
          ZC_OPEN_EDITDLG,
          ZC_OPEN_EDITDLGSTR,
          ZC_PC_PURCHASE_MYITEMLIST,
          ZC_MYITEMLIST_BUYING_STORE,
          ZC_ACK_EXCHANGE_ITEM,
          ZC_CANCEL_EXCHANGE_ITEM,
          ZC_EXEC_EXCHANGE_ITEM,
          ZC_NOTIFY_STOREITEM_COUNTINFO,
          ZC_CLOSE_STORE ->
          true;
      default -> false;
    };
  }

  /** What a frame tells, or null when that concerns nobody here. */
  public static ServerEvent read(Packet packet, ByteBuf frame, Protocol protocol) {
    return switch (packet) {
      case ZC_ACCEPT_ENTER -> entered(MapEntry.read(frame));
      case ZC_NPCACK_MAPMOVE -> moved(MapMove.read(frame));
      case ZC_NOTIFY_TIME -> new ServerEvent.TimeAnswered(ClockTick.read(frame).millis());
      case ZC_NOTIFY_STANDENTRY, ZC_NOTIFY_NEWENTRY, ZC_NOTIFY_MOVEENTRY ->
          UnitEvents.entry(packet, frame, protocol.unitLayout());
      case ZC_NOTIFY_VANISH -> UnitEvents.gone(frame);
      case ZC_NOTIFY_PLAYERMOVE -> granted(Walk.readOwn(frame));
      case ZC_NOTIFY_MOVE -> UnitEvents.walks(frame);
      case ZC_STOPMOVE -> UnitEvents.placed(frame, Placing.STOPPED);
      case ZC_HIGHJUMP -> UnitEvents.placed(frame, Placing.JUMPED);
      case ZC_FASTMOVE -> UnitEvents.placed(frame, Placing.DASHED);
      case ZC_NOTIFY_CHAT -> UnitEvents.spoke(frame);
      case ZC_NOTIFY_PLAYERCHAT -> new ServerEvent.OwnEcho(Chat.readOwn(frame).text());
      case ZC_EMOTION -> UnitEvents.emotion(frame);
      case ZC_EMOTION_EXPANSION -> UnitEvents.packEmotion(frame);
      case ZC_EMOTION_EXPANSION_REQ_FAIL -> UnitEvents.packEmotionRefused(frame);
      case ZC_NOTIFY_ACT -> UnitEvents.act(frame);
      case ZC_STATE_CHANGE -> UnitEvents.state(frame);
      case ZC_NPC_SHOWEFST_UPDATE -> UnitEvents.effect(frame);
      case ZC_RESURRECTION -> UnitEvents.resurrected(frame);
      case ZC_USESKILL_ACK -> UnitEvents.cast(frame);
      case ZC_DISPEL -> UnitEvents.castBroken(frame);
      case ZC_ACK_REQNAME, ZC_ACK_REQNAMEALL -> UnitEvents.named(frame);
      case ZC_SKILL_ENTRY -> skillUnit(frame);
      case ZC_SKILL_DISAPPEAR ->
          new ServerEvent.SkillUnitGone(frame.getIntLE(frame.readerIndex() + SKILL_UNIT));
      case ZC_PAR_CHANGE -> parameter(Parameter.read(frame));
      case ZC_PAR_CHANGE_USER -> UnitEvents.manner(frame);
      case ZC_NOTIFY_MAPPROPERTY ->
          new ServerEvent.MapPropertyChanged(MapProperty.read(frame).fighting());
      case ZC_ACK_CREATE_CHATROOM ->
          result(frame) == CHAT_ROOM_CREATED ? new ServerEvent.ChatRoomEntered() : null;
      case ZC_ENTER_ROOM -> new ServerEvent.ChatRoomEntered();
      case ZC_MEMBER_EXIT ->
          new ServerEvent.ChatRoomLeft(
              RawText.nulPadded(frame, frame.readerIndex() + MEMBER_NAME, NAME_WIDTH));
      default -> occupation(packet, frame);
    };
  }

  private static ServerEvent occupation(Packet packet, ByteBuf frame) {
    return switch (packet) {
      case ZC_SAY_DIALOG,
          ZC_WAIT_DIALOG,
          ZC_CLOSE_DIALOG,
          ZC_MENU_LIST,
          ZC_OPEN_EDITDLG,
          ZC_OPEN_EDITDLGSTR ->
          new ServerEvent.Occupied(Occupation.NPC_DIALOGUE);
      case ZC_PC_PURCHASE_MYITEMLIST, ZC_MYITEMLIST_BUYING_STORE ->
          new ServerEvent.Occupied(Occupation.STALL);
      case ZC_ACK_EXCHANGE_ITEM ->
          result(frame) == TRADE_BEGINS ? new ServerEvent.Occupied(Occupation.TRADE) : null;
      case ZC_CANCEL_EXCHANGE_ITEM, ZC_EXEC_EXCHANGE_ITEM ->
          new ServerEvent.Freed(Occupation.TRADE);
      case ZC_NOTIFY_STOREITEM_COUNTINFO -> new ServerEvent.Occupied(Occupation.STORAGE);
      case ZC_CLOSE_STORE -> new ServerEvent.Freed(Occupation.STORAGE);
      default -> null;
    };
  }

  private static ServerEvent entered(MapEntry entry) {
    return new ServerEvent.MapEntered(entry.tick(), entry.at());
  }

  private static ServerEvent moved(MapMove move) {
    return new ServerEvent.MapMoved(move.zone(), move.at());
  }

  private static ServerEvent granted(Walk walk) {
    return new ServerEvent.OwnWalkGranted(walk.tick(), walk.from(), walk.to());
  }

  private static ServerEvent parameter(Parameter parameter) {
    return switch (parameter.type()) {
      case Parameter.SPEED ->
          parameter.value() > 0 ? new ServerEvent.SpeedChanged(parameter.value()) : null;
      case Parameter.MANNER -> new ServerEvent.MannerChanged(parameter.value());
      default -> null;
    };
  }

  /** Newer forms carry their length; in all the cell lies behind unit and creator. */
  private static ServerEvent skillUnit(ByteBuf frame) {
    int at = frame.readerIndex();
    int unit = at + (isVariable(frame) ? VARIABLE_SKILL_UNIT : SKILL_UNIT);
    int cell = unit + SKILL_UNIT_CELL;
    return new ServerEvent.SkillUnitShown(
        frame.getIntLE(unit),
        new Cell(frame.getUnsignedShortLE(cell), frame.getUnsignedShortLE(cell + 2)));
  }

  private static boolean isVariable(ByteBuf frame) {
    int id = frame.getUnsignedShortLE(frame.readerIndex());
    return id != FIXED_SKILL_ENTRY && id != GRAFFITI_SKILL_ENTRY;
  }

  private static int result(ByteBuf frame) {
    return frame.getUnsignedByte(frame.readerIndex() + RESULT);
  }
}
