package org.rop2p.codec.event;

import org.rop2p.codec.view.Appearance;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Creature;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitEntry;

/**
 * What the map server tells the client. Where a unit id may be anybody's, events are made of
 * players only, the own character included (in disguise under its negated id).
 */
public sealed interface ServerEvent {
  /** An event about one unit. */
  sealed interface OfUnit extends ServerEvent {
    int unitId();
  }

  /** ZC_ACCEPT_ENTER: let in, on the map that was announced. */
  record MapEntered(int tick, Cell at) implements ServerEvent {}

  /**
   * ZC_NPCACK_MAPMOVE: on another map, or another place of this one.
   *
   * @param zone map name without {@code .gat}, lower case
   */
  record MapMoved(String zone, Cell at) implements ServerEvent {}

  /** ZC_NOTIFY_TIME: the server's clock, in answer to CZ_REQUEST_TIME. */
  record TimeAnswered(int tick) implements ServerEvent {}

  /** A unit entry of a player, in one of three forms. */
  record UnitShown(Form form, UnitEntry entry, Appearance appearance) implements OfUnit {
    @Override
    public int unitId() {
      return entry.unitId();
    }
  }

  /** The forms of a unit entry. */
  enum Form {
    STANDING,
    SPAWNING,
    WALKING
  }

  /** A unit entry of a monster or a warp. */
  record CreatureShown(Creature creature) implements OfUnit {
    @Override
    public int unitId() {
      return creature.unitId();
    }
  }

  /** ZC_NOTIFY_VANISH, of any unit. */
  record UnitGone(int unitId, Departure how) implements OfUnit {}

  /** Why a unit leaves the screen, or that it does not. */
  enum Departure {
    OUT_OF_SIGHT,
    /** A player stays on the screen, hears and may chat. */
    DIED,
    LOGGED_OUT,
    TELEPORTED,
    /** Pretends to be dead, and stays on the screen. */
    TRICK_DEAD;

    /** Whether a player stays in view. */
    public boolean stays() {
      return this == DIED || this == TRICK_DEAD;
    }
  }

  /** ZC_RESURRECTION. */
  record Resurrected(int unitId) implements OfUnit {}

  /** ZC_NOTIFY_PLAYERMOVE: the own walk begins. */
  record OwnWalkGranted(int tick, Cell from, Cell to) implements ServerEvent {}

  /** ZC_NOTIFY_MOVE: a player already known walks. */
  record UnitWalks(int unitId, Cell from, Cell to, int tick) implements OfUnit {}

  /** ZC_STOPMOVE, ZC_HIGHJUMP or ZC_FASTMOVE: a player is at a cell from now on. */
  record UnitPlaced(int unitId, Cell at, Placing how) implements OfUnit {}

  /** How a unit came to a cell. */
  enum Placing {
    STOPPED,
    JUMPED,
    DASHED
  }

  /**
   * ZC_STATE_CHANGE.
   *
   * @param bodyState 0 none, otherwise stone, frozen, stunned, asleep …
   * @param effectState option bits: 2 hide, 4 cloak, 0x40 invisible, 0x4000 chasewalk …
   */
  record StateChanged(int unitId, int bodyState, int effectState) implements OfUnit {}

  /** ZC_NPC_SHOWEFST_UPDATE: the option bits alone. */
  record EffectChanged(int unitId, int effectState) implements OfUnit {}

  /** ZC_NOTIFY_ACT of a player who sits down or stands up; other acts are no events. */
  record PostureChanged(int unitId, boolean sitting) implements OfUnit {}

  /**
   * ZC_USESKILL_ACK: a cast that takes time begins.
   *
   * @param millis 0..2³¹-1
   */
  record CastBegun(int unitId, int millis) implements OfUnit {}

  /** ZC_DISPEL: a cast was broken off. */
  record CastBroken(int unitId) implements OfUnit {}

  /** ZC_ACK_REQNAME or ZC_ACK_REQNAMEALL: the name under which a player is displayed. */
  record Named(int unitId, RawText name) implements OfUnit {}

  /** ZC_NOTIFY_CHAT: a player's public chat. */
  record Spoke(int unitId, RawText text) implements OfUnit {}

  /** ZC_NOTIFY_PLAYERCHAT: the echo of the own line, or a line of the system. */
  record OwnEcho(RawText text) implements ServerEvent {}

  /** ZC_EMOTION or ZC_EMOTION_EXPANSION. */
  record EmoteShown(int unitId, Emoticon emoticon) implements OfUnit {}

  /** ZC_EMOTION_EXPANSION_REQ_FAIL (0BEB): the server does not show the own emote of a pack. */
  record EmoteRefused(Emoticon emoticon) implements ServerEvent {}

  /**
   * ZC_PAR_CHANGE of the own speed: milliseconds per cell.
   *
   * @param millis above zero
   */
  record SpeedChanged(int millis) implements ServerEvent {}

  /** ZC_PAR_CHANGE_USER (01AB) of another player's manner: negative while muted. */
  record UnitMannerChanged(int unitId, int manner) implements OfUnit {}

  /** ZC_PAR_CHANGE of the own manner: negative while muted. */
  record MannerChanged(int manner) implements ServerEvent {}

  /** ZC_NOTIFY_MAPPROPERTY: whether players may fight each other here. */
  record MapPropertyChanged(boolean fighting) implements ServerEvent {}

  /** The own character has opened or entered a chat room. */
  record ChatRoomEntered() implements ServerEvent {}

  /** ZC_MEMBER_EXIT: somebody of the own chat room has left it, perhaps oneself. */
  record ChatRoomLeft(RawText who) implements ServerEvent {}

  /** The own character has begun something that keeps it from walking. */
  record Occupied(Occupation by) implements ServerEvent {}

  /** What kept the own character from walking has ended. */
  record Freed(Occupation from) implements ServerEvent {}

  /** ZC_SKILL_ENTRY: a skill works on a cell. */
  record SkillUnitShown(int unitId, Cell at) implements OfUnit {}

  /** ZC_SKILL_DISAPPEAR. */
  record SkillUnitGone(int unitId) implements OfUnit {}
}
