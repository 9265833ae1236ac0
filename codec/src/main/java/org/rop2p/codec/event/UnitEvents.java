package org.rop2p.codec.event;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.UnitLayout;
import org.rop2p.codec.event.ServerEvent.Departure;
import org.rop2p.codec.event.ServerEvent.Form;
import org.rop2p.codec.event.ServerEvent.Placing;
import org.rop2p.codec.view.Appearance;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Creature;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitIds;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.UnitState;
import org.rop2p.codec.view.Walk;

/** Reads what a map server tells of units: null where it is none that matters. */
final class UnitEvents {
  private static final int PARAMETER = 6;
  private static final int PARAMETER_VALUE = 8;
  private static final int UNIT_ID = 2;
  private static final int VARIABLE_UNIT_ID = 4;
  private static final int VANISH_TYPE = 6;
  private static final int EFFECT_STATE = 6;
  private static final int CAST_MILLIS = 20;
  private static final int REFUSED_PACK = 2;
  private static final int REFUSED_EMOTE = 4;

  private UnitEvents() {}

  static ServerEvent entry(Packet packet, ByteBuf frame, UnitLayout layout) {
    if (!UnitIds.isPlayerOrSelf(UnitEntry.unitId(frame, layout))) {
      Creature creature = Creature.read(frame, layout);
      return creature.kind() == Creature.Kind.HARMLESS
          ? null
          : new ServerEvent.CreatureShown(creature);
    }
    Form form =
        switch (packet) {
          case ZC_NOTIFY_STANDENTRY -> Form.STANDING;
          case ZC_NOTIFY_NEWENTRY -> Form.SPAWNING;
          default -> Form.WALKING;
        };
    return new ServerEvent.UnitShown(
        form, UnitEntry.read(frame, packet, layout), Appearance.of(frame, packet, layout));
  }

  static ServerEvent gone(ByteBuf frame) {
    int unitId = unitId(frame);
    Departure how =
        switch (frame.getUnsignedByte(frame.readerIndex() + VANISH_TYPE)) {
          case 1 -> Departure.DIED;
          case 2 -> Departure.LOGGED_OUT;
          case 3 -> Departure.TELEPORTED;
          case 4 -> Departure.TRICK_DEAD;
          default -> Departure.OUT_OF_SIGHT;
        };
    return new ServerEvent.UnitGone(unitId, how);
  }

  static ServerEvent resurrected(ByteBuf frame) {
    return isPlayer(frame) ? new ServerEvent.Resurrected(unitId(frame)) : null;
  }

  static ServerEvent walks(ByteBuf frame) {
    if (!isPlayer(frame)) {
      return null;
    }
    Walk walk = Walk.read(frame);
    return new ServerEvent.UnitWalks(walk.unitId(), walk.from(), walk.to(), walk.tick());
  }

  static ServerEvent placed(ByteBuf frame, Placing how) {
    if (!isPlayer(frame)) {
      return null;
    }
    UnitPosition position = UnitPosition.read(frame);
    return new ServerEvent.UnitPlaced(position.unitId(), position.at(), how);
  }

  static ServerEvent state(ByteBuf frame) {
    if (!isPlayer(frame)) {
      return null;
    }
    UnitState state = UnitState.read(frame);
    return new ServerEvent.StateChanged(state.unitId(), state.bodyState(), state.effectState());
  }

  static ServerEvent effect(ByteBuf frame) {
    return isPlayer(frame)
        ? new ServerEvent.EffectChanged(
            unitId(frame), frame.getIntLE(frame.readerIndex() + EFFECT_STATE))
        : null;
  }

  static ServerEvent act(ByteBuf frame) {
    if (!isPlayer(frame)) {
      return null;
    }
    UnitAct act = UnitAct.read(frame);
    return act.type() == UnitAct.SIT || act.type() == UnitAct.STAND
        ? new ServerEvent.PostureChanged(act.unitId(), act.type() == UnitAct.SIT)
        : null;
  }

  static ServerEvent cast(ByteBuf frame) {
    return isPlayer(frame)
        ? new ServerEvent.CastBegun(
            unitId(frame), Math.max(0, frame.getIntLE(frame.readerIndex() + CAST_MILLIS)))
        : null;
  }

  static ServerEvent castBroken(ByteBuf frame) {
    return isPlayer(frame) ? new ServerEvent.CastBroken(unitId(frame)) : null;
  }

  static ServerEvent named(ByteBuf frame) {
    if (!isPlayer(frame)) {
      return null;
    }
    NameAnswer answer = NameAnswer.read(frame);
    return new ServerEvent.Named(answer.unitId(), answer.name());
  }

  static ServerEvent spoke(ByteBuf frame) {
    if (!UnitIds.isPlayerOrSelf(frame.getIntLE(frame.readerIndex() + VARIABLE_UNIT_ID))) {
      return null;
    }
    Chat chat = Chat.readOther(frame);
    return new ServerEvent.Spoke(chat.unitId(), chat.text());
  }

  static ServerEvent manner(ByteBuf frame) {
    int at = frame.readerIndex();
    return isPlayer(frame) && frame.getUnsignedShortLE(at + PARAMETER) == Parameter.MANNER
        ? new ServerEvent.UnitMannerChanged(unitId(frame), frame.getIntLE(at + PARAMETER_VALUE))
        : null;
  }

  static ServerEvent emotion(ByteBuf frame) {
    if (!isPlayer(frame)) {
      return null;
    }
    Emotion emotion = Emotion.read(frame);
    return new ServerEvent.EmoteShown(emotion.unitId(), Emoticon.classic(emotion.type()));
  }

  static ServerEvent packEmotion(ByteBuf frame) {
    if (!isPlayer(frame)) {
      return null;
    }
    PackEmotion emotion = PackEmotion.read(frame);
    return new ServerEvent.EmoteShown(
        emotion.unitId(), new Emoticon(emotion.pack(), emotion.emote()));
  }

  static ServerEvent packEmotionRefused(ByteBuf frame) {
    int at = frame.readerIndex();
    return new ServerEvent.EmoteRefused(
        new Emoticon(
            frame.getUnsignedShortLE(at + REFUSED_PACK),
            frame.getUnsignedShortLE(at + REFUSED_EMOTE)));
  }

  private static boolean isPlayer(ByteBuf frame) {
    return UnitIds.isPlayerOrSelf(unitId(frame));
  }

  private static int unitId(ByteBuf frame) {
    return frame.getIntLE(frame.readerIndex() + UNIT_ID);
  }
}
