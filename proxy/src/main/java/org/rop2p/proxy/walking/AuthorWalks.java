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

  /** Walks that a word counts as not told yet are told by then, however late the word is. */
  private static final long OLDER_MILLIS = 1_000;

  /** A stop so near is shown as it stands. */
  private static final double SMALL_STEP = 1;

  /**
   * An entry that would put a unit elsewhere by more is shown as a bare move, whoever is behind.
   */
  private static final double NOTICED = 0.5;

  /** Drawn apart by less, units are in the same place. */
  private static final double SAME = 0.05;

  private final Requests requests = new Requests();
  private final RecentWalks first = new RecentWalks();

  /** Walks that a peer told of and that were not shown: the server's word of them is older. */
  private final RecentWalks refused = new RecentWalks();

  private Motion told;
  private Drawn drawn;

  /** Whether the client draws him otherwise than the server's frames alone would have it. */
  private boolean astray;

  /** A stop of the server's that the client shows as a walk to that cell; null none. */
  private Cell walksToStop;

  /** Whether the peer has told of walks that were left to the server, after those in the list. */
  private boolean wordsLeftOut;

  private int epoch;
  private int lastSequence;

  /** How many words of his were lost since the last that came. */
  private int missing;

  /** How many words were not taken since the last that was. */
  private int doubted;

  /**
   * Somebody who comes into view.
   *
   * @param early what a peer has told of him shortly before, or null
   * @param to where the server shows him bound for, or standing
   */
  AuthorWalks(TooEarly.Words early, Cell to, long now) {
    if (early != null) {
      epoch = early.epoch();
      lastSequence = early.last();
      List<Cell> newer = early.to().subList(early.to().lastIndexOf(to) + 1, early.to().size());
      newer.forEach(cell -> refused.add(cell, now));
    }
  }

  /** The server shows him walking, or standing when both cells are one. */
  void serverShows(Cell from, Cell to, int speed, long now) {
    told = new Motion(from, to, now, speed);
    drawn = Drawn.walking(from, to, speed, now);
    astray = false;
    walksToStop = null;
    settled();
    first.clear();
  }

  /**
   * The server tells of a walk.
   *
   * @param smooth whether entries that would put him elsewhere are shown as bare moves
   */
  Verdict serverWalks(ServerWalk walk, boolean smooth, long now) {
    Cell to = walk.to();
    boolean repeated = to.equals(told.to()) && !requests.isEmpty();
    told = new Motion(walk.from(), to, now, walk.speed() > 0 ? walk.speed() : told.speed());
    walksToStop = null;
    boolean answered = requests.answered(to, now);
    // rAthena tells who has just been hit of the same walk at every cell.
    boolean older =
        !answered && (refused.tells(to, false, now) || repeated || requests.passedByUntold(now));
    if (answered || older) {
      first.clear();
    }
    if (walk.nothingElseNew()) {
      if ((answered || older) && !requests.isEmpty() && !wordsLeftOut) {
        return Verdict.SWALLOW; // a later walk is drawn
      }
      if ((answered || astray) && drawn.to().equals(to)) {
        astray = true;
        return Verdict.SWALLOW;
      }
    }
    settled();
    if (!answered) {
      first.add(to, now);
    }
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
    settled();
    boolean apart = drawn.at(now).distance(at) > SMALL_STEP;
    if (astray && apart && walkable(at, now)) {
      walksToStop = at;
      return drawn.to().equals(at) ? Verdict.SWALLOW : Verdict.replace(move(at, now));
    }
    put(at, now);
    return Verdict.PASS;
  }

  /** The server puts him on a cell, whatever was before. */
  void serverPuts(Cell at, long now) {
    told = Motion.standing(at, told.speed());
    settled();
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
    settled();
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
    Cell to = word.to();
    boolean known = drawn.to().equals(to);
    int untold = Math.max(word.before(), missing);
    if (requests.isEmpty()) {
      // Where older walks are still to come from the server, it has not told this one.
      boolean olderToCome = word.before() > first.toldWithin(OLDER_MILLIS, now);
      if (!olderToCome && first.tells(to, requests.peerLeads(), now)) {
        missing = 0;
        doubted = 0;
        return PeerVerdict.of(Outcome.SERVER_AHEAD);
      }
      if (!known
          && !requests.peerLeads()
          && untold + doubted < first.size()
          && first.justTold(now)) {
        doubted++;
        return PeerVerdict.of(Outcome.SERVER_AHEAD);
      }
    }
    if (!requests.add(to, stillToCome(word, now), word.stopped(), patience, now)) {
      wordsLeftOut = true;
      doubted++;
      return PeerVerdict.of(Outcome.UNCONFIRMED);
    }
    missing = 0;
    doubted = 0;
    first.clear();
    walksToStop = null;
    return known ? PeerVerdict.of(Outcome.KNOWN) : PeerVerdict.show(move(to, now));
  }

  /** What a peer has told of him and the server has not, as he leaves the screen. */
  TooEarly.Words unanswered(long now) {
    return new TooEarly.Words(epoch, lastSequence, requests.destinations(), now);
  }

  /** A peer's word that is not shown: what the server tells of that walk is none of the others. */
  void refused(PeerWord word, long now) {
    if (follows(word)) {
      refused.add(word.to(), now);
    }
  }

  /** Whether a word is newer than all before; counts those lost in between. */
  private boolean follows(PeerWord word) {
    int newer = Integer.compareUnsigned(word.epoch(), epoch);
    if (newer < 0 || (newer == 0 && word.sequence() <= lastSequence)) {
      return false;
    }
    missing = newer == 0 ? missing + word.sequence() - 1 - lastSequence : word.told();
    doubted = newer == 0 ? doubted : 0;
    epoch = word.epoch();
    lastSequence = word.sequence();
    return true;
  }

  /**
   * How many walks older than this word the server has yet to tell. What it has just told the
   * author may still count as untold; of lost words it may have told any.
   */
  private int stillToCome(PeerWord word, long now) {
    int untold = word.before() - first.toldWithin(PeerWord.HEARD_MILLIS, now);
    int lost = missing - first.size();
    return Math.max(0, Math.max(untold, lost)) + doubted;
  }

  /** Whether a walk that only a peer has told is taken back now, and how. */
  List<UnitFrame> takeBack(long now, long serverSpokeAt) {
    if (!requests.overdue(now, serverSpokeAt)) {
      return List.of();
    }
    if (requests.newestIsStop() && Ways.crosses(told.from(), told.to(), drawn.to())) {
      told = Motion.standing(drawn.to(), told.speed());
    }
    settled();
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

  Motion told() {
    return told;
  }

  private boolean walkable(Cell cell, long now) {
    return displayed(now).distance(cell) <= WALKABLE;
  }

  private void settled() {
    requests.clear();
    wordsLeftOut = false;
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
  }
}
