package org.rop2p.proxy.world;

import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.Occupation;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.UnitEntry;

/** What events make of the own character. Pure; the same state where they change nothing. */
final class OwnChanges {
  private static final int DEFAULT_SPEED = 150;

  private OwnChanges() {}

  /** The client asks for something that changes the character before the server answers. */
  static OwnState asked(OwnState own, ClientEvent event) {
    if (event instanceof ClientEvent.MapLoaded) {
      return own.withLoading(false);
    } else if (event instanceof ClientEvent.NpcContacted) {
      return own.occupiedBy(Occupation.NPC_DIALOGUE);
    } else if (event instanceof ClientEvent.DialogueClosed) {
      return own.freedFrom(Occupation.NPC_DIALOGUE);
    } else if (event instanceof ClientEvent.StallClosed) {
      return own.freedFrom(Occupation.STALL);
    }
    return own;
  }

  /** The server tells something, of this character or not. */
  static OwnState told(OwnState own, ServerEvent event, long now) {
    if (event instanceof ServerEvent.OfUnit unit) {
      return own.isUnit(unit.unitId()) ? asUnit(own, unit, now) : own;
    } else if (event instanceof ServerEvent.OwnWalkGranted walk) {
      return own.walking(new Motion(walk.from(), walk.to(), now, speed(own)));
    } else if (event instanceof ServerEvent.MapEntered entered) {
      return own.movedTo(own.zone(), arrived(entered.at()));
    } else if (event instanceof ServerEvent.MapMoved move) {
      return own.movedTo(move.zone(), arrived(move.at()));
    } else if (event instanceof ServerEvent.SpeedChanged speed) {
      return atSpeed(own, speed.millis());
    } else if (event instanceof ServerEvent.MannerChanged manner) {
      return own.withMuted(manner.manner() < 0);
    } else if (event instanceof ServerEvent.MapPropertyChanged property) {
      return own.withFightingMap(property.fighting());
    } else if (event instanceof ServerEvent.ChatRoomEntered) {
      return own.withChatRoom(true);
    } else if (event instanceof ServerEvent.ChatRoomLeft left) {
      return left.who().equals(own.name()) ? own.withChatRoom(false) : own;
    } else if (event instanceof ServerEvent.Occupied occupied) {
      return own.occupiedBy(occupied.by());
    } else if (event instanceof ServerEvent.Freed freed) {
      return own.freedFrom(freed.from());
    }
    return own;
  }

  private static OwnState asUnit(OwnState own, ServerEvent.OfUnit event, long now) {
    Condition condition = own.condition();
    if (event instanceof ServerEvent.UnitShown shown) {
      UnitEntry entry = shown.entry();
      return own.withCondition(condition.with(entry.bodyState(), entry.effectState()));
    } else if (event instanceof ServerEvent.UnitPlaced placed) {
      return own.withMotion(Motion.standing(placed.at(), speed(own)));
    } else if (event instanceof ServerEvent.StateChanged state) {
      return own.withCondition(condition.with(state.bodyState(), state.effectState()));
    } else if (event instanceof ServerEvent.EffectChanged effect) {
      return own.withCondition(condition.with(condition.bodyState(), effect.effectState()));
    } else if (event instanceof ServerEvent.PostureChanged posture) {
      return own.withCondition(
          condition.as(posture.sitting() ? Posture.SITTING : Posture.STANDING));
    } else if (event instanceof ServerEvent.UnitGone gone) {
      return gone.how().stays()
          ? own.withCondition(condition.as(Posture.DEAD)).castingNothing()
          : own;
    } else if (event instanceof ServerEvent.Resurrected) {
      return own.withCondition(condition.as(Posture.STANDING));
    } else if (event instanceof ServerEvent.CastBegun cast) {
      return own.castingUntil(now + cast.millis());
    } else if (event instanceof ServerEvent.CastBroken) {
      return own.castingNothing();
    } else if (event instanceof ServerEvent.Named named) {
      return own.withName(named.name());
    }
    return own;
  }

  private static Motion arrived(Cell at) {
    return Motion.standing(at, DEFAULT_SPEED);
  }

  private static int speed(OwnState own) {
    return own.motion() == null ? DEFAULT_SPEED : own.motion().speed();
  }

  private static OwnState atSpeed(OwnState own, int millis) {
    Motion motion = own.motion();
    return motion == null
        ? own
        : own.withMotion(new Motion(motion.from(), motion.to(), motion.since(), millis));
  }
}
