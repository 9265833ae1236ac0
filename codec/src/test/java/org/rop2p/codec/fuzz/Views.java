package org.rop2p.codec.fuzz;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.ActRequest;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.MapEntry;
import org.rop2p.codec.view.MapMove;
import org.rop2p.codec.view.MapProperty;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.UnitState;
import org.rop2p.codec.view.Walk;
import org.rop2p.codec.view.ZoneServer;

/** Which view reads which packet. */
final class Views {
  private Views() {}

  /** All that can be read out of a frame taken for {@code packet}; equal for equal bytes. */
  static List<Object> read(Packet packet, ByteBuf frame, Protocol protocol) {
    return switch (packet) {
      case AC_ACCEPT_LOGIN -> {
        List<Object> read = addresses(packet, frame);
        read.add(AcceptLogin.read(frame));
        yield read;
      }
      case CH_ENTER -> List.of(Enter.readChar(frame));
      case HC_ACCEPT_ENTER, HC_ACK_CHARINFO_PER_PAGE, HC_ACCEPT_MAKECHAR ->
          List.copyOf(CharacterRecord.readAll(frame, packet, protocol.characterLayout()));
      case HC_NOTIFY_ZONESVR -> {
        List<Object> read = addresses(packet, frame);
        read.add(ZoneServer.read(frame));
        yield read;
      }
      case CZ_ENTER -> List.of(Enter.readMap(frame));
      case CZ_REQUEST_TIME -> List.of(ClockTick.readRequest(frame, protocol));
      case CZ_REQUEST_MOVE -> List.of(Walk.readRequest(frame));
      case CZ_REQUEST_ACT -> List.of(ActRequest.read(frame, protocol));
      case CZ_REQUEST_CHAT, ZC_NOTIFY_PLAYERCHAT, ZC_NPC_CHAT -> List.of(Chat.readOwn(frame));
      case CZ_REQ_EMOTION -> List.of(Emotion.readRequest(frame));
      case CZ_REQ_EMOTION_EXPANSION -> List.of(PackEmotion.readRequest(frame));
      case ZC_ACCEPT_ENTER -> List.of(MapEntry.read(frame));
      case ZC_NPCACK_MAPMOVE -> List.of(MapMove.read(frame));
      case ZC_NPCACK_SERVERMOVE -> {
        List<Object> read = addresses(packet, frame);
        read.add(MapMove.read(frame));
        yield read;
      }
      case ZC_NOTIFY_TIME -> List.of(ClockTick.read(frame));
      case ZC_NOTIFY_NEWENTRY, ZC_NOTIFY_STANDENTRY, ZC_NOTIFY_MOVEENTRY ->
          List.of(UnitEntry.read(frame, packet, protocol.unitLayout()));
      case ZC_NOTIFY_PLAYERMOVE -> List.of(Walk.readOwn(frame));
      case ZC_NOTIFY_MOVE -> List.of(Walk.read(frame));
      case ZC_STOPMOVE, ZC_HIGHJUMP, ZC_FASTMOVE -> List.of(UnitPosition.read(frame));
      case ZC_NOTIFY_CHAT -> List.of(Chat.readOther(frame));
      case ZC_EMOTION -> List.of(Emotion.read(frame));
      case ZC_EMOTION_EXPANSION -> List.of(PackEmotion.read(frame));
      case ZC_NOTIFY_ACT -> List.of(UnitAct.read(frame));
      case ZC_STATE_CHANGE -> List.of(UnitState.read(frame));
      case ZC_ACK_REQNAME, ZC_ACK_REQNAMEALL -> List.of(NameAnswer.read(frame));
      case ZC_PAR_CHANGE -> List.of(Parameter.read(frame));
      case ZC_NOTIFY_MAPPROPERTY -> List.of(MapProperty.read(frame));
      default -> List.of();
    };
  }

  private static List<Object> addresses(Packet packet, ByteBuf frame) {
    List<Object> read = new ArrayList<>();
    for (AddressField field : AddressField.in(frame, packet)) {
      read.add(field.readHost(frame));
      try {
        read.add(field.read(frame));
      } catch (IllegalArgumentException noNumericAddress) {
        read.add(field);
      }
    }
    return read;
  }
}
