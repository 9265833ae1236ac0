package org.rop2p.proxy.walking;

import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;

/**
 * The own character's walks in two places: at the server, as it will have them when it hears of
 * what is sent now, and on peers' screens. Open ground is assumed. Confined to one thread.
 */
public final class OwnWalks {
  /** When a turn on the way, not answered yet, may have been made or not: where it goes is open. */
  private static final long TURN_OPEN_MILLIS = 100;

  /** A request on the way waits for the next cell, and a server may be a little slow. */
  public static final long SLOW_MILLIS = 600;

  private static final long NOT_WAITING = Long.MAX_VALUE;

  private Motion atServer;
  private Motion onScreens;

  /** The latest request that has gone to the server, null when it is answered. */
  private Cell unanswered;

  /** When the latest request went to the server: it has not begun that walk before. */
  private long askedAt = Long.MIN_VALUE;

  /** Whether the character walked when it asked for what is not answered yet. */
  private boolean turning;

  /** When the oldest of those requests was made that the server has not answered since. */
  private long waitsSince = NOT_WAITING;

  /** Whether the server has stalled since it has last told where it has the character. */
  private boolean adrift;

  /** Where the client wants to go, whoever has been told of it. */
  private Cell newest;

  /** The destination that the server has told everybody in view. */
  private Cell othersWereTold;

  /** The server puts the character on a cell, or it enters a map. */
  public void placed(Cell at, int speed) {
    atServer = Motion.standing(at, speed);
    onScreens = atServer;
    unanswered = null;
    turning = false;
    adrift = false;
    waitsSince = NOT_WAITING;
    othersWereTold = at;
  }

  /**
   * A request goes to the server now.
   *
   * @param answered whether the server will surely answer it
   */
  public void sent(Cell to, boolean answered, long now) {
    if (atServer != null) {
      turning = !atServer.arrived(now);
      atServer = turned(atServer, to, now);
    }
    unanswered = to;
    askedAt = now;
    if (answered) {
      waitsSince = Math.min(waitsSince, now);
    }
    newest = to;
  }

  /** Peers are told of a walk now. */
  public void toldPeers(Cell to, long now) {
    newest = to;
    if (onScreens != null) {
      onScreens = new Motion(onScreens.at(now), to, now, onScreens.speed());
    }
  }

  /**
   * The server grants a walk.
   *
   * @param answerMillis how long ago it was asked, usually
   * @return where it has stopped the character on its way without telling others, if it has and
   *     nothing newer has been asked for
   */
  public Optional<Cell> granted(Cell from, Cell to, int speed, long answerMillis, long now) {
    if (onScreens == null) {
      placed(from, speed);
    }
    adrift |= serverIsSlow(answerMillis, now);
    waitsSince = NOT_WAITING;
    if (unanswered == null || unanswered.equals(to)) {
      unanswered = null;
      turning = false;
      adrift = false;
      atServer = new Motion(from, to, Math.max(askedAt, now - answerMillis), speed);
    }
    if (!from.equals(to)) {
      othersWereTold = to;
      return Optional.empty();
    }
    boolean silently = othersWereTold != null && !othersWereTold.equals(to);
    return silently && to.equals(newest) ? Optional.of(to) : Optional.empty();
  }

  /**
   * The client sits down. To talk to an NPC does not end a walk.
   *
   * @param answerMillis the server's usual answer time
   * @return the cell on which the server will stop the character, if it walks and that is known
   */
  public Optional<Cell> halts(long answerMillis, long now) {
    if (adrift || atServer == null || atServer.arrived(now)) {
      return Optional.empty();
    }
    if (unanswered != null && now - askedAt > answerMillis + TURN_OPEN_MILLIS) {
      return Optional.empty(); // a server that stalls has not begun what it was asked
    }
    if (turning && now - askedAt > TURN_OPEN_MILLIS) {
      return Optional.empty();
    }
    Cell at = atServer.at(now);
    placed(at, atServer.speed());
    return Optional.of(at);
  }

  /** The server has decided on what was asked until {@code asked}: it has ignored the rest. */
  public void decidedUpTo(long asked) {
    if (waitsSince <= asked) {
      waitsSince = NOT_WAITING;
    }
  }

  /**
   * Whether the server owes an answer for longer than usual: it stalls, or has ignored a request;
   * where it has the character, and whether it will grant more, is not known.
   */
  public boolean serverIsSlow(long answerMillis, long now) {
    return waitsSince != NOT_WAITING && now - waitsSince > answerMillis + SLOW_MILLIS;
  }

  /** Whether the character stands, as far as the server will know, and no request is open. */
  private boolean atRest(long now) {
    return atServer == null || (unanswered == null && atServer.arrived(now));
  }

  /** Whether a request starts a walk: the character rests, and elsewhere. */
  public boolean starts(Cell to, long now) {
    return atRest(now) && (atServer == null || !atServer.to().equals(to));
  }

  /** Cells between where peers show the character and where the server will have it. */
  public int apart(long now) {
    return atServer == null ? 0 : atServer.at(now).distance(onScreens.at(now));
  }

  /** Where the server will have the character; empty before it has placed it. */
  public Optional<Cell> atServer(long now) {
    return Optional.ofNullable(atServer).map(motion -> motion.at(now));
  }

  /** A request made on the way turns the walk at the next cell. */
  private static Motion turned(Motion walk, Cell to, long now) {
    Cell at = walk.from();
    double reached = walk.since();
    while (!at.equals(walk.to()) && reached < now) {
      Cell next = Ways.next(at, walk.to());
      reached += Ways.stepMillis(at, next, walk.speed());
      at = next;
    }
    return new Motion(at, to, Math.max(now, Math.round(reached)), walk.speed());
  }
}
