package org.rop2p.proxy.walking;

import java.util.List;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.walking.PeerVerdict.Outcome;
import org.rop2p.proxy.world.Motion;

/**
 * One author on one screen: what the server has told, what peers have told since, and how the
 * client draws him.
 */
final class AuthorWalks {
  /** A unit farther from where it should be is put there, nearer ones walk: a screen's width. */
  static final int WALKABLE = 14;

  /** What somebody does on the cell of a stop may be shown so much later. */
  private static final long LONGEST_WALK_TO_STOP_MILLIS = 1_500;

  /** A stop so near is shown as it stands. */
  private static final double SMALL_STEP = 1;

  /**
   * An entry that would put a unit elsewhere by more is shown as a bare move, whoever is behind.
   */
  private static final double NOTICED = 0.5;

  /** Drawn apart by less, units are in the same place. */
  private static final double SAME = 0.05;

  private final Requests requests = new Requests();
  private final ServerWords heard = new ServerWords();

  private Motion told;
  private Drawn drawn;

  /** Whether the client draws him otherwise than the server's frames alone would have it. */
  private boolean astray;

  /** A stop of the server's that the client shows as a walk to that cell; null none. */
  private Cell walksToStop;

  /** Whether nobody can see him, or the server has not told since where he is. */
  private boolean outOfSight;

  private int epoch;
  private int lastSequence;

  /** The server shows him walking, or standing when both cells are one. */
  void serverShows(Cell from, Cell to, int speed, int tick, long now) {
    told = new Motion(from, to, now, speed);
    drawn = Drawn.walking(from, to, speed, now);
    astray = false;
    walksToStop = null;
    outOfSight = false;
    requests.clear();
    heard.shows(new Granted(to, tick), now);
  }

  /**
   * The server tells of a walk.
   *
   * @param smooth whether entries that would put him elsewhere are shown as bare moves
   */
  Verdict serverWalks(ServerWalk walk, boolean smooth, long now) {
    Cell to = walk.to();
    int speed = walk.speed() > 0 ? walk.speed() : told.speed();
    if (outOfSight) {
      serverShows(walk.from(), to, speed, walk.tick(), now);
      return Verdict.PASS;
    }
    boolean repeated = to.equals(told.to()) && !requests.isEmpty();
    told = new Motion(walk.from(), to, now, speed);
    walksToStop = null;
    boolean answered = requests.answered(to, (long) Ways.stepMillis(true, speed), now);
    // rAthena tells who has just been hit of the same walk at every cell.
    boolean older = !answered && repeated;
    heard.add(new Granted(to, walk.tick()), answered || older, now);
    if (walk.nothingElseNew()) {
      if ((answered || older) && !requests.isEmpty()) {
        return Verdict.SWALLOW; // a later walk is drawn
      }
      if ((answered || astray) && drawn.to().equals(to)) {
        astray = true;
        return Verdict.SWALLOW;
      }
    }
    requests.clear();
    double apart = drawn.at(now).distance(walk.from());
    if (walk.nothingElseNew() && walkable(walk.from(), now)) {
      if (astray && apart > SAME) {
        return Verdict.replace(move(to, now));
      }
      if (!astray && smooth && walk.entry() && apart > NOTICED && !walk.from().equals(to)) {
        // The client knows the ground and may draw him just there: then this changes nothing.
        drawn = drawn.slide(walk.from(), to, now);
        return Verdict.replace(new UnitFrame.Move(walk.from(), to));
      }
    }
    if (walk.entry()) {
      drawn = Drawn.walking(walk.from(), to, told.speed(), now);
      astray = false;
    } else {
      drawn = drawn.slide(walk.from(), to, now);
    }
    return Verdict.PASS;
  }

  /** ZC_STOPMOVE. */
  Verdict serverStops(Cell at, long now) {
    told = Motion.standing(at, told.speed());
    requests.clear();
    boolean apart = drawn.at(now).distance(at) > SMALL_STEP;
    if (astray && !outOfSight && apart && walkable(at, now)) {
      walksToStop = at;
      return drawn.to().equals(at) ? Verdict.SWALLOW : Verdict.replace(move(at, now));
    }
    put(at, now);
    return Verdict.PASS;
  }

  /** The server puts him on a cell, whatever was before. */
  void serverPuts(Cell at, long now) {
    told = Motion.standing(at, told.speed());
    requests.clear();
    put(at, now);
  }

  /**
   * Milliseconds until he is where the server has stopped him, if the client shows him on the way
   * there; 0 if not, or if it takes too long.
   */
  long reachesStopIn(long now) {
    if (walksToStop == null || !drawn.to().equals(walksToStop)) {
      return 0;
    }
    long left = drawn.arrives() - now;
    return left > 0 && left <= LONGEST_WALK_TO_STOP_MILLIS ? left : 0;
  }

  /** The server shows him sitting down, or dead: what the client must be shown before. */
  List<UnitFrame> serverRests(long now) {
    boolean onHisWay = astray && !drawn.at(now).equals(Spot.of(drawn.to()));
    Cell at = walksToStop != null ? walksToStop : told.at(now);
    boolean elsewhere = drawn.at(now).distance(at) > SAME;
    requests.clear();
    told = Motion.standing(at, told.speed());
    if (!onHisWay && !(astray && elsewhere)) {
      return List.of();
    }
    put(at, now);
    return List.of(new UnitFrame.Stop(at));
  }

  /** A peer's word; one that is older than another of his is none any more. */
  PeerVerdict peerSays(PeerWord word, Patience patience, long now) {
    if (!follows(word)) {
      return PeerVerdict.of(Outcome.OLD);
    }
    if (outOfSight) {
      return PeerVerdict.of(Outcome.UNCONFIRMED);
    }
    Cell to = word.to();
    boolean known = drawn.to().equals(to);
    ServerWords.Beside beside = heard.beside(to, word.open(), now);
    if (beside.behind()) {
      return PeerVerdict.of(Outcome.SERVER_AHEAD);
    }
    if (!requests.add(to, beside.open(), word.stopped(), patience, now)) {
      return PeerVerdict.of(Outcome.UNCONFIRMED);
    }
    heard.allSpoken();
    walksToStop = null;
    return known ? PeerVerdict.of(Outcome.KNOWN) : PeerVerdict.show(move(to, now));
  }

  /** He hides: wherever he is shown again, it is where the server says, and not a way there. */
  void hides() {
    outOfSight = true;
    requests.clear();
  }

  /** Whether a word is newer than all before. */
  private boolean follows(PeerWord word) {
    int newer = Integer.compareUnsigned(word.epoch(), epoch);
    if (newer < 0 || (newer == 0 && word.sequence() <= lastSequence)) {
      return false;
    }
    epoch = word.epoch();
    lastSequence = word.sequence();
    return true;
  }

  /** Whether a walk that only a peer has told is taken back now, and how. */
  List<UnitFrame> takeBack(long now, long serverSpokeAt) {
    if (!requests.overdue(now, serverSpokeAt)) {
      return List.of();
    }
    if (requests.newestIsStop() && Ways.crosses(told.from(), told.to(), drawn.to())) {
      told = Motion.standing(drawn.to(), told.speed());
    }
    requests.clear();
    if (drawn.to().equals(told.to())) {
      return List.of();
    }
    Cell at = told.at(now);
    if (walkable(at, now)) {
      return List.of(move(told.to(), now));
    }
    put(at, now);
    return at.equals(told.to())
        ? List.of(new UnitFrame.Stop(at))
        : List.of(new UnitFrame.Stop(at), move(told.to(), now));
  }

  Cell displayed(long now) {
    return drawn.at(now).cell();
  }

  /** Whether the way that the server has told passes a cell. */
  boolean passes(Cell cell) {
    return Ways.crosses(told.from(), told.to(), cell);
  }

  Motion told() {
    return told;
  }

  private boolean walkable(Cell cell, long now) {
    return displayed(now).distance(cell) <= WALKABLE;
  }

  private UnitFrame move(Cell to, long now) {
    Cell from = drawn.startOf(to, now);
    drawn = drawn.slide(from, to, now);
    astray = true;
    return new UnitFrame.Move(from, to);
  }

  private void put(Cell at, long now) {
    drawn = Drawn.standing(at, told.speed(), now);
    astray = false;
    walksToStop = null;
    outOfSight = false;
  }
}
