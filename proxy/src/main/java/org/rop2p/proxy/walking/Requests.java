package org.rop2p.proxy.walking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.rop2p.codec.view.Cell;

/**
 * One author's requests to walk that a peer has told and the server has not answered, in order. The
 * server answers them one by one, or collapses those made during one step to the last.
 */
final class Requests {
  /** Requests a server may still answer one by one; further ones are left to it. */
  private static final int MAX = 16;

  /** So many times its patience the server may answer none of a chain of requests. */
  private static final int LONGEST_CHAIN = 3;

  /**
   * Answers that seem too late change the lag little: they may have waited for the next cell. Taken
   * for longer than it is, it only delays what is settled.
   */
  private static final int WEIGHT = 32;

  /** One that seems too soon may be that of a word that was itself late. */
  private static final int WEIGHT_OF_SOONER = 4;

  /**
   * @param shown whether the peer's word of it came and was taken
   * @param stopped the server has stopped the author there, and may tell nobody else
   * @param told see {@link Patience}
   */
  private record Request(Cell to, boolean shown, boolean stopped, long at, long told, long more) {}

  private final Deque<Request> oldestFirst = new ArrayDeque<>();

  /** How long after the peer the server tells of the same walk at the least; 0 unknown. */
  private long lag;

  /** Whether the server has sent something after it must have begun the newest, and when. */
  private boolean spoke;

  private long spokeAt;
  private long serverHeardAt = Long.MIN_VALUE / 2;

  boolean isEmpty() {
    return oldestFirst.isEmpty();
  }

  /**
   * A peer tells of a request.
   *
   * @param open where those lead that the author has asked for before and the server has yet to
   *     tell of, oldest first
   * @return false if it can't be kept apart from the others any more, and is left to the server
   */
  boolean add(Cell to, List<Cell> open, boolean stopped, Patience patience, long now) {
    List<Request> all = with(open, patience, now);
    if (all.size() >= MAX || chainIsTooLong()) {
      return isNewestAgain(to, stopped);
    }
    oldestFirst.clear();
    oldestFirst.addAll(all);
    long told = Math.max(patience.told(), lag + patience.more());
    oldestFirst.addLast(new Request(to, true, stopped, now, told, patience.more()));
    spoke = false;
    return true;
  }

  /**
   * These, and in their order those of the open ones that are not among them: these are open, too,
   * or older than all that are.
   */
  private List<Request> with(List<Cell> open, Patience patience, long now) {
    List<Request> all = new ArrayList<>(oldestFirst);
    int next = all.size();
    for (int i = open.size() - 1; i >= 0; i--) {
      Cell cell = open.get(i);
      int at = next - 1;
      while (at >= 0 && !all.get(at).to().equals(cell)) {
        at--;
      }
      if (at < 0) {
        all.add(next, new Request(cell, false, false, now, patience.told(), patience.more()));
      } else {
        next = at;
      }
    }
    return all;
  }

  /**
   * The server tells of a walk: settles the newest request with this destination that is old enough
   * to be answered (while the lag is unknown, or none is, the oldest), and all older ones. Of two
   * that are further apart than the longest step it has begun the older one, too, and tells of that
   * first.
   *
   * @param longestStep milliseconds
   * @return whether there was one
   */
  boolean answered(Cell to, long longestStep, long now) {
    Request meant = null;
    int older = 0;
    int candidates = 0;
    int left = oldestFirst.size();
    for (Iterator<Request> newest = oldestFirst.descendingIterator(); newest.hasNext(); ) {
      Request request = newest.next();
      left--;
      if (request.to().equals(to)) {
        candidates++;
        if (meant == null
            || lag == 0
            || tooYoung(meant, now)
            || meant.at() - request.at() > longestStep) {
          meant = request;
          older = left;
        }
      }
    }
    if (meant == null) {
      return false;
    }
    if (candidates == 1 && meant.shown()) {
      learn(now - meant.at());
    }
    for (int i = 0; i <= older; i++) {
      oldestFirst.removeFirst();
    }
    return true;
  }

  /**
   * Whether a running server should have told of the newest by now: something came from it after it
   * must have begun that walk, and some time has passed since. While nothing comes, time stands
   * still.
   *
   * @param serverSpokeAt when the latest packet came from the server
   */
  boolean overdue(long now, long serverSpokeAt) {
    serverHeardAt = serverSpokeAt;
    Request newest = oldestFirst.peekLast();
    if (newest == null) {
      return false;
    }
    if (!spoke && serverSpokeAt - newest.at() >= newest.told()) {
      spoke = true;
      spokeAt = serverSpokeAt;
    }
    return spoke && now - spokeAt >= newest.more();
  }

  boolean newestIsStop() {
    Request newest = oldestFirst.peekLast();
    return newest != null && newest.stopped();
  }

  void clear() {
    oldestFirst.clear();
    spoke = false;
  }

  /** The newest one made again: the server's answer to either says the same. */
  private boolean isNewestAgain(Cell to, boolean stopped) {
    Request newest = oldestFirst.peekLast();
    if (newest == null || !newest.to().equals(to)) {
      return false;
    }
    oldestFirst.removeLast();
    oldestFirst.addLast(
        new Request(
            to,
            newest.shown(),
            stopped || newest.stopped(),
            newest.at(),
            newest.told(),
            newest.more()));
    return true;
  }

  private boolean chainIsTooLong() {
    Request oldest = oldestFirst.peekFirst();
    return oldest != null
        && serverHeardAt - oldest.at() >= LONGEST_CHAIN * (oldest.told() + oldest.more());
  }

  /** Whether the server's answer to it can't be here yet. */
  private boolean tooYoung(Request request, long now) {
    return request.shown() && now - request.at() < lag - lag / 8;
  }

  private void learn(long sample) {
    if (lag == 0) {
      lag = sample;
    } else {
      lag += (sample - lag) / (sample < lag ? WEIGHT_OF_SOONER : WEIGHT);
    }
  }
}
