package org.rop2p.testbed.server;

import java.time.Duration;
import java.util.Set;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * Something the stand-in did or refused. Immutable. {@link #nanos()} is {@link System#nanoTime()}
 * of this JVM at the moment the server acted; simulated latency lies outside it. {@code audience}
 * are the accounts of other players to whom the packet was sent.
 */
public sealed interface ServerEvent {
  long nanos();

  /** 0 where no account is known. */
  int account();

  /** Where a line went. */
  enum Reach {
    PUBLIC,
    ROOM,
    CHANNEL,
    COMMAND
  }

  /** Why a walk, an emote or a line was dropped without a kick. */
  enum Refusal {
    DEAD,
    VENDING,
    CASTING,
    SITTING,
    IN_DIALOGUE,
    IN_CHAT_ROOM,
    NO_PATH,
    TOO_FAR,
    /** A newer request took its place before the next cell. */
    SUPERSEDED,
    TOO_SOON,
    BASIC_SKILL,
    MUTE_EMOTE,
    MUTED,
    EMPTY
  }

  /** Something about a player that decides who gets what. */
  enum State {
    /** Lies dead; off when it respawned or was brought back. */
    DEAD,
    /** Has a shop open. */
    VENDING,
    /** Casts a skill. */
    CASTING,
    /** Others see an object of another type. */
    DISGUISED,
    MUTED,
    HIDDEN,
    SITTING,
    IN_CHAT_ROOM,
    CHANNEL_BOUND,
    IN_DIALOGUE,
    FAKE_NAME
  }

  /** Public chat, room chat, channel chat, or a command that was executed. */
  record ChatAccepted(
      long nanos, int account, RawText text, Reach reach, Place at, Set<Integer> audience)
      implements ServerEvent {}

  record ChatRefused(long nanos, int account, RawText text, Refusal why, Place at)
      implements ServerEvent {}

  /** {@code shown} differs from {@code requested} when a dice was rolled again. */
  record EmoteAccepted(
      long nanos, int account, int requested, int shown, Place at, Set<Integer> audience)
      implements ServerEvent {}

  record EmoteRefused(long nanos, int account, int type, Refusal why, Place at)
      implements ServerEvent {}

  /** An emote of a pack was passed on. */
  record PackEmoteAccepted(
      long nanos, int account, int pack, int emote, Place at, Set<Integer> audience)
      implements ServerEvent {}

  record PackEmoteRefused(long nanos, int account, int pack, int emote, Refusal why, Place at)
      implements ServerEvent {}

  /** A walk began; requests made while walking begin at the next cell. */
  record WalkAccepted(long nanos, int account, Place from, Cell to, int tick, Set<Integer> audience)
      implements ServerEvent {}

  record WalkRefused(long nanos, int account, Cell to, Refusal why, Place at)
      implements ServerEvent {}

  /** The position changed: one cell walked, or a map entered. */
  record Moved(long nanos, int account, Place at) implements ServerEvent {}

  /** The client has loaded the map (007D) and is on it from now on. */
  record MapEntered(long nanos, int account, Place at) implements ServerEvent {}

  record MapLeft(long nanos, int account, Place from) implements ServerEvent {}

  record StateChanged(long nanos, int account, State state, boolean on) implements ServerEvent {}

  /** The server ended a connection because of what the client did, or by a fault hook. */
  record Kicked(long nanos, int account, ServerKind server, String reason) implements ServerEvent {}

  /** A connection ended, whoever ended it. */
  record Disconnected(long nanos, int account, ServerKind server) implements ServerEvent {}

  /** The server went on after standing still for {@code duration}. */
  record Stalled(long nanos, Duration duration) implements ServerEvent {
    @Override
    public int account() {
      return 0;
    }
  }

  /** A frame of an NPC dialogue, raw as received. */
  record NpcFrame(long nanos, int account, RawText frame) implements ServerEvent {}
}
