package org.rop2p.testbed.client;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * One thing a player would have noticed on the screen. Immutable; {@code nanos} is {@link
 * System#nanoTime()} when the whole frame had been read.
 */
public sealed interface ScreenEvent {
  long nanos();

  /** Somebody else's public chat (ZC_NOTIFY_CHAT), {@code Name : message}. */
  record ChatLine(long nanos, int unitId, RawText text) implements ScreenEvent {}

  /** The echo of the own public chat (ZC_NOTIFY_PLAYERCHAT that begins with the own name). */
  record OwnEcho(long nanos, RawText text) implements ScreenEvent {}

  /** A line nobody spoke. */
  record SystemLine(long nanos, RawText text) implements ScreenEvent {}

  /** A coloured line nobody spoke (ZC_NPC_CHAT); colour 0x00BBGGRR. */
  record Notice(long nanos, int colour, RawText text) implements ScreenEvent {}

  /** Anybody's emote of a pack, the own one too (ZC_EMOTION_EXPANSION). */
  record PackEmote(long nanos, int unitId, int pack, int emote) implements ScreenEvent {}

  /** A player, perhaps the own one, falls dead and lies there; other units vanish when they die. */
  record UnitDies(long nanos, int unitId) implements ScreenEvent {}

  /** Anybody's emote, the own one too (ZC_EMOTION). */
  record Emote(long nanos, int unitId, int type) implements ScreenEvent {}

  /** How a walk came: as an entry with the unit's looks (09FD) or as a bare move (0086). */
  enum WalkForm {
    ENTRY,
    MOVE
  }

  /**
   * Another unit sets out.
   *
   * @param speed milliseconds per cell; 0 where a bare move does not say, and nothing changes
   * @param appears whether the unit came into view by this, walking already
   */
  record UnitWalk(
      long nanos,
      int unitId,
      Cell from,
      Cell to,
      int tick,
      int speed,
      WalkForm form,
      boolean appears)
      implements ScreenEvent {}

  /** The own character sets out with the server's consent (ZC_NOTIFY_PLAYERMOVE). */
  record OwnWalk(long nanos, Cell from, Cell to, int tick) implements ScreenEvent {}

  /**
   * A unit is drawn at a cell: it came into view, or is drawn anew.
   *
   * @param speed milliseconds per cell
   */
  record UnitAppears(long nanos, int unitId, int objectType, int speed, Cell at, RawText name)
      implements ScreenEvent {}

  /**
   * A unit is no longer drawn.
   *
   * @param reason 0 out of sight, 2 logged out, 3 teleported
   */
  record UnitVanishes(long nanos, int unitId, int reason) implements ScreenEvent {}

  /** A unit, perhaps the own one, is put on a cell and stops. */
  record PositionFix(long nanos, int unitId, Cell at) implements ScreenEvent {}

  /** A unit, perhaps the own one, sits down or stands up. */
  record Posture(long nanos, int unitId, boolean sitting) implements ScreenEvent {}

  /** The answer to a question for a unit's name. */
  record NameShown(long nanos, int unitId, RawText name) implements ScreenEvent {}

  /** The screen goes dark; every unit is forgotten. */
  record MapLoading(long nanos, String zone) implements ScreenEvent {}

  /** The map is drawn and the server has been told so. */
  record MapShown(long nanos, String zone, Cell at) implements ScreenEvent {}

  /** The server would not do what was asked (ZC_ACK_TOUSESKILL, for an emote too soon). */
  record Refusal(long nanos) implements ScreenEvent {}

  /** An NPC's window shows a line of text. */
  record DialoguePage(long nanos, int npcId) implements ScreenEvent {}

  /** An NPC's window was closed by the player at the end of a scripted talk. */
  record DialogueClosed(long nanos, int npcId) implements ScreenEvent {}

  /** Something no server of this kind would have sent here; a real client would ignore it. */
  record Anomaly(long nanos, AnomalyKind kind, String detail, int unitId) implements ScreenEvent {
    /** About no unit. */
    public Anomaly(long nanos, AnomalyKind kind, String detail) {
      this(nanos, kind, detail, 0);
    }
  }

  /** What can be wrong with a frame that is whole. */
  enum AnomalyKind {
    /** About a unit that is not on the screen. */
    UNKNOWN_UNIT,
    /** Between the order to load a map and the word that it is loaded. */
    WHILE_LOADING,
    /** A frame that is shorter than its own fields. */
    MALFORMED
  }

  /**
   * The play session is over.
   *
   * @param expected whether the player wanted it
   * @param reason one sentence
   */
  record Disconnected(long nanos, boolean expected, String reason) implements ScreenEvent {}
}
