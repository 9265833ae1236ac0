package org.rop2p.proxy.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;

/**
 * Walks shown on a peer's word before the server has told them. The server owns positions: each of
 * its walks either confirms what is shown, and is then swallowed, or replaces it. A walk that the
 * server neither confirms nor replaces in time is taken back once.
 */
final class WalkLedger {
  /** A server walk shown so recently makes an equal peer walk old news. */
  static final long RECENT_MILLIS = 3_000;

  /**
   * A server walk shown so recently, with no peer walk for it yet, shows that the peer lane lags:
   * other peer walks may be older ones that the server has collapsed.
   */
  private static final long LAG_MILLIS = 500;

  /** Requests a server may still answer one by one; further ones are left to it. */
  private static final int MAX_OUTSTANDING = 16;

  /** More authors than can be in view. */
  private static final int MAX_AUTHORS = 512;

  private record Shown(Cell to, long deadline) {}

  private record ServerWalk(Cell to, long at) {}

  private static final class Author {
    private int epoch;
    private int lastSequence;
    private final Deque<Shown> outstanding = new ArrayDeque<>();
    private Motion displayed;
    private final Deque<ServerWalk> serverFirst = new ArrayDeque<>();
  }

  private final Map<Integer, Author> authors = new HashMap<>();

  /**
   * Whether a peer's walk is to be shown now; if so it counts as shown.
   *
   * @param from where the client displays the author now
   * @param patience milliseconds the server has to confirm it
   */
  boolean peerWalk(
      int authorId,
      int epoch,
      int sequence,
      Cell from,
      Cell to,
      int speed,
      long patience,
      long now) {
    Author author = author(authorId);
    if (author == null || !advance(author, epoch, sequence)) {
      return false;
    }
    if (author.outstanding.isEmpty() && serverIsAhead(author, to, now)) {
      return false;
    }
    if (author.outstanding.size() >= MAX_OUTSTANDING) {
      return false;
    }
    author.outstanding.add(new Shown(to, now + patience));
    author.displayed = new Motion(from, to, now, speed);
    return true;
  }

  /**
   * The server tells of a walk.
   *
   * @param nothingElseNew whether it says nothing but the walk
   * @return whether the client need not hear it, because it shows that walk or a later one already
   */
  boolean serverWalkIsKnown(int authorId, Cell to, boolean nothingElseNew, long now) {
    Author author = author(authorId);
    if (author == null) {
      return false;
    }
    if (nothingElseNew && author.outstanding.stream().anyMatch(shown -> shown.to().equals(to))) {
      while (!author.outstanding.poll().to().equals(to)) {
        // Requests before the confirmed one were collapsed by the server.
      }
      author.serverFirst.clear();
      return true;
    }
    author.outstanding.clear();
    author.displayed = null;
    if (author.serverFirst.size() >= MAX_OUTSTANDING) {
      author.serverFirst.poll();
    }
    author.serverFirst.add(new ServerWalk(to, now));
    return false;
  }

  /** The server has placed the unit, or shown it anew: nothing speculative holds any more. */
  void serverPlaced(int authorId) {
    Author author = authors.get(authorId);
    if (author != null) {
      author.outstanding.clear();
      author.displayed = null;
      author.serverFirst.clear();
    }
  }

  /** Where the client displays the author, if not where the server says. */
  Motion displayed(int authorId, Motion byServer) {
    Author author = authors.get(authorId);
    return author == null || author.displayed == null ? byServer : author.displayed;
  }

  /** Authors whose walk the server has neither confirmed nor replaced in time. Told once. */
  List<Integer> overdue(long now) {
    List<Integer> late = new ArrayList<>();
    authors.forEach(
        (id, author) -> {
          Shown newest = author.outstanding.peekLast();
          if (newest != null && now >= newest.deadline()) {
            late.add(id);
            author.outstanding.clear();
            author.displayed = null;
          }
        });
    return late;
  }

  void forget(int authorId) {
    authors.remove(authorId);
  }

  void clear() {
    authors.clear();
  }

  /** Whether the server has shown this walk, or seems to be ahead of the peer lane. */
  private static boolean serverIsAhead(Author author, Cell to, long now) {
    while (!author.serverFirst.isEmpty() && now - author.serverFirst.peek().at() > RECENT_MILLIS) {
      author.serverFirst.poll();
    }
    if (author.serverFirst.stream().anyMatch(walk -> walk.to().equals(to))) {
      while (!author.serverFirst.poll().to().equals(to)) {
        // The peer lane has passed these, too.
      }
      return true;
    }
    ServerWalk newest = author.serverFirst.peekLast();
    return newest != null && now - newest.at() < LAG_MILLIS;
  }

  private static boolean advance(Author author, int epoch, int sequence) {
    int newer = Integer.compareUnsigned(epoch, author.epoch);
    if (newer < 0 || (newer == 0 && sequence <= author.lastSequence)) {
      return false;
    }
    author.epoch = epoch;
    author.lastSequence = sequence;
    return true;
  }

  private Author author(int id) {
    Author known = authors.get(id);
    if (known == null && authors.size() < MAX_AUTHORS) {
      known = new Author();
      authors.put(id, known);
    }
    return known;
  }
}
