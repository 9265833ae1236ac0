package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.NpcChat;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.Walk;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.client.ScreenEvent.AnomalyKind;
import org.rop2p.testbed.client.ScreenEvent.WalkForm;

/**
 * Turns map server frames into what is seen. Knows which units are drawn: a frame about another one
 * is an anomaly and shows nothing. Confined to the client's thread.
 */
final class Screen {
  private static final int UNIT_ID = 2;
  private static final int VANISH_REASON = 6;
  private static final int DIED = 1;
  private static final int PLAYER = 0;

  private final Protocol protocol;
  private final ScreenLog log;
  private final int ownId;
  private final RawText ownPrefix;
  private final Map<Integer, Integer> objectTypes = new HashMap<>();
  private boolean loading = true;

  Screen(Protocol protocol, ScreenLog log, int ownId, RawText ownName) {
    this.protocol = protocol;
    this.log = log;
    this.ownId = ownId;
    this.ownPrefix = ownName.plus(RawText.ascii(" : "));
  }

  /** Everything is forgotten, a map is loaded. */
  void load(String zone, long nanos) {
    loading = true;
    objectTypes.clear();
    log.add(new ScreenEvent.MapLoading(nanos, zone));
  }

  /** The map is drawn. */
  void loaded(String zone, Cell at, long nanos) {
    loading = false;
    log.add(new ScreenEvent.MapShown(nanos, zone, at));
  }

  /** Shows one frame. */
  void show(ByteBuf frame, Packet packet, long nanos) {
    switch (packet) {
      case ZC_NOTIFY_NEWENTRY, ZC_NOTIFY_STANDENTRY, ZC_NOTIFY_MOVEENTRY ->
          entry(frame, packet, nanos);
      case ZC_NOTIFY_VANISH -> vanish(frame, nanos);
      case ZC_NOTIFY_MOVE -> move(Walk.read(frame), nanos);
      case ZC_NOTIFY_PLAYERMOVE -> {
        Walk walk = Walk.readOwn(frame);
        log.add(new ScreenEvent.OwnWalk(nanos, walk.from(), walk.to(), walk.tick()));
      }
      case ZC_STOPMOVE, ZC_HIGHJUMP, ZC_FASTMOVE -> {
        UnitPosition fix = UnitPosition.read(frame);
        if (drawn(fix.unitId(), packet, nanos)) {
          log.add(new ScreenEvent.PositionFix(nanos, fix.unitId(), fix.at()));
        }
      }
      case ZC_NOTIFY_CHAT -> {
        Chat chat = Chat.readOther(frame);
        if (drawn(chat.unitId(), packet, nanos)) {
          log.add(new ScreenEvent.ChatLine(nanos, chat.unitId(), chat.text()));
        }
      }
      case ZC_NOTIFY_PLAYERCHAT -> ownLine(Chat.readOwn(frame).text(), nanos);
      case ZC_NPC_CHAT -> {
        NpcChat line = NpcChat.read(frame);
        log.add(new ScreenEvent.Notice(nanos, line.colour(), line.text()));
      }
      case ZC_EMOTION -> {
        Emotion emotion = Emotion.read(frame);
        if (drawn(emotion.unitId(), packet, nanos)) {
          log.add(new ScreenEvent.Emote(nanos, emotion.unitId(), emotion.type()));
        }
      }
      case ZC_EMOTION_EXPANSION -> {
        PackEmotion emotion = PackEmotion.read(frame);
        if (drawn(emotion.unitId(), packet, nanos)) {
          log.add(
              new ScreenEvent.PackEmote(nanos, emotion.unitId(), emotion.pack(), emotion.emote()));
        }
      }
      case ZC_NOTIFY_ACT -> {
        UnitAct act = UnitAct.read(frame);
        boolean posture = act.type() == UnitAct.SIT || act.type() == UnitAct.STAND;
        if (posture && drawn(act.unitId(), packet, nanos)) {
          log.add(new ScreenEvent.Posture(nanos, act.unitId(), act.type() == UnitAct.SIT));
        }
      }
      case ZC_ACK_REQNAME, ZC_ACK_REQNAMEALL -> {
        NameAnswer answer = NameAnswer.read(frame);
        log.add(new ScreenEvent.NameShown(nanos, answer.unitId(), answer.name()));
      }
      default -> {
        // Not for the eye.
      }
    }
  }

  private void entry(ByteBuf frame, Packet form, long nanos) {
    UnitEntry entry = UnitEntry.read(frame, form, protocol.unitLayout());
    if (mayNotShow(form, nanos)) {
      return;
    }
    boolean appears = objectTypes.put(entry.unitId(), entry.objectType()) == null;
    if (appears || !entry.walking()) {
      log.add(
          new ScreenEvent.UnitAppears(
              nanos, entry.unitId(), entry.objectType(), entry.speed(), entry.at(), entry.name()));
    }
    if (entry.walking()) {
      log.add(
          new ScreenEvent.UnitWalk(
              nanos,
              entry.unitId(),
              entry.at(),
              entry.to(),
              entry.tick(),
              entry.speed(),
              WalkForm.ENTRY,
              appears));
    }
  }

  private void vanish(ByteBuf frame, long nanos) {
    int unitId = frame.getIntLE(frame.readerIndex() + UNIT_ID);
    Integer type = objectTypes.get(unitId);
    int reason = frame.getUnsignedByte(frame.readerIndex() + VANISH_REASON);
    if (reason == DIED && (unitId == ownId || (type != null && type == PLAYER))) {
      log.add(new ScreenEvent.UnitDies(nanos, unitId)); // and lies there
    } else if (type != null) {
      objectTypes.remove(unitId);
      log.add(new ScreenEvent.UnitVanishes(nanos, unitId, reason));
    }
  }

  private void move(Walk walk, long nanos) {
    if (drawn(walk.unitId(), Packet.ZC_NOTIFY_MOVE, nanos)) {
      log.add(
          new ScreenEvent.UnitWalk(
              nanos, walk.unitId(), walk.from(), walk.to(), walk.tick(), 0, WalkForm.MOVE, false));
    }
  }

  /** System lines travel in the same packet as the own echo. */
  private void ownLine(RawText text, long nanos) {
    if (!text.startsWith(ownPrefix)) {
      log.add(new ScreenEvent.SystemLine(nanos, text));
    } else if (!mayNotShow(Packet.ZC_NOTIFY_PLAYERCHAT, nanos)) {
      log.add(new ScreenEvent.OwnEcho(nanos, text));
    }
  }

  private boolean drawn(int unitId, Packet packet, long nanos) {
    if (mayNotShow(packet, nanos)) {
      return false;
    }
    if (unitId != ownId && unitId != -ownId && !objectTypes.containsKey(unitId)) {
      log.add(new Anomaly(nanos, AnomalyKind.UNKNOWN_UNIT, packet + " of unit " + unitId, unitId));
      return false;
    }
    return true;
  }

  private boolean mayNotShow(Packet packet, long nanos) {
    if (loading) {
      log.add(new Anomaly(nanos, AnomalyKind.WHILE_LOADING, packet.toString()));
    }
    return loading;
  }
}
