package org.rop2p.proxy.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Shows each message of an author once when it may come by the peer lane, the server lane or both,
 * and keeps an author's lines in order.
 *
 * <p>While everything is mirrored the server lane brings every message anyway, so a peer copy in
 * doubt is dropped, never the server's. The only server copy ever dropped is the equal of a peer
 * copy already shown, the oldest first, within {@link #MEMORY_MILLIS}.
 *
 * @param <M> what makes copies equal
 */
final class CopyLedger<M> {
  /**
   * How long an equal server copy counts as the duplicate of a shown peer copy, and the reverse.
   */
  static final long MEMORY_MILLIS = 10_000;

  /** Beyond this age a line that came by the server lane only has long been shown. */
  static final long SETTLED_MILLIS = 2_500;

  /** More authors than can be in view. */
  private static final int MAX_AUTHORS = 512;

  /** More lines of one author than anybody says within the memory. */
  private static final int MAX_COPIES = 128;

  /** The fate of a peer copy. */
  enum Verdict {
    SHOW,
    /** The server's copy is on the screen already. */
    ALREADY_SHOWN,
    /** An earlier line is still on its way by the server lane. */
    OUT_OF_ORDER,
    /** Of an older epoch, or a number seen before. */
    OLD
  }

  /** A message as its author numbered it. */
  record Message<M>(
      int author, int epoch, int sequence, int afterSequence, long afterAgeMillis, M content) {}

  private record Copy<M>(M content, int sequence, long at) {}

  private static final class Author<M> {
    private int epoch;
    private int lastSequence;
    private final Deque<Copy<M>> peerShown = new ArrayDeque<>();
    private final Deque<Copy<M>> serverShown = new ArrayDeque<>();
    private final Deque<Copy<M>> leftToServer = new ArrayDeque<>();
    private int serverSeenThrough;
  }

  private final boolean ordered;
  private final Map<Integer, Author<M>> authors = new HashMap<>();

  /**
   * An empty ledger.
   *
   * @param ordered whether a message must not overtake an earlier one
   */
  CopyLedger(boolean ordered) {
    this.ordered = ordered;
  }

  /** A peer copy has come and passed all checks. */
  Verdict peerCopy(Message<M> message, long now) {
    Author<M> author = author(message.author());
    if (author == null || !advance(author, message)) {
      return Verdict.OLD;
    }
    expire(author, now);
    if (removeFirst(author.serverShown, message.content()) != null) {
      author.serverSeenThrough = message.sequence();
      return Verdict.ALREADY_SHOWN;
    }
    if (ordered && mayOvertake(author, message)) {
      leave(author, message, now);
      return Verdict.OUT_OF_ORDER;
    }
    if (author.peerShown.size() >= MAX_COPIES) {
      leave(author, message, now);
      return Verdict.OUT_OF_ORDER;
    }
    author.peerShown.add(new Copy<>(message.content(), message.sequence(), now));
    return Verdict.SHOW;
  }

  /** A peer copy has come and was refused by a check: only the server can bring this message. */
  void peerCopyRefused(Message<M> message, long now) {
    Author<M> author = author(message.author());
    if (author != null && advance(author, message)) {
      expire(author, now);
      leave(author, message, now);
    }
  }

  /**
   * The server's copy has come.
   *
   * @return whether it is the duplicate of a peer copy already shown
   */
  boolean serverCopyIsDuplicate(int authorId, M content, long now) {
    Author<M> author = author(authorId);
    if (author == null) {
      return false;
    }
    expire(author, now);
    Copy<M> shown = removeFirst(author.peerShown, content);
    if (shown != null) {
      author.serverSeenThrough = Math.max(author.serverSeenThrough, shown.sequence());
      return true;
    }
    Copy<M> left = removeFirst(author.leftToServer, content);
    if (left != null) {
      author.serverSeenThrough = Math.max(author.serverSeenThrough, left.sequence());
      return false;
    }
    if (author.serverShown.size() >= MAX_COPIES) {
      author.serverShown.poll();
    }
    author.serverShown.add(new Copy<>(content, 0, now));
    return false;
  }

  /** FINAL: no server copy of this message will come; an equal one is a new message. */
  void noServerCopy(int authorId, int epoch, int sequence) {
    Author<M> author = authors.get(authorId);
    if (author != null && author.epoch == epoch) {
      author.peerShown.removeIf(copy -> copy.sequence() == sequence);
      author.leftToServer.removeIf(copy -> copy.sequence() == sequence);
    }
  }

  /** The author is out of view: no copy of what he said can come any more. */
  void forget(int authorId) {
    authors.remove(authorId);
  }

  void clear() {
    authors.clear();
  }

  /** Messages shown by the peer lane whose server copy has not come yet. */
  List<M> awaitingServer(int authorId) {
    Author<M> author = authors.get(authorId);
    List<M> contents = new ArrayList<>();
    if (author != null) {
      author.peerShown.forEach(copy -> contents.add(copy.content()));
    }
    return contents;
  }

  private boolean mayOvertake(Author<M> author, Message<M> message) {
    if (!author.leftToServer.isEmpty()) {
      return true;
    }
    return message.afterSequence() > author.serverSeenThrough
        && message.afterAgeMillis() < SETTLED_MILLIS;
  }

  private void leave(Author<M> author, Message<M> message, long now) {
    if (author.leftToServer.size() >= MAX_COPIES) {
      author.leftToServer.poll();
    }
    author.leftToServer.add(new Copy<>(message.content(), message.sequence(), now));
  }

  /** Moves to the message's number; false when that is not forward. */
  private static <M> boolean advance(Author<M> author, Message<M> message) {
    int newer = Integer.compareUnsigned(message.epoch(), author.epoch);
    if (newer < 0 || (newer == 0 && message.sequence() <= author.lastSequence)) {
      return false;
    }
    if (newer > 0) {
      author.epoch = message.epoch();
      author.serverSeenThrough = 0;
      author.peerShown.clear();
      author.leftToServer.clear();
    }
    author.lastSequence = message.sequence();
    return true;
  }

  private Author<M> author(int id) {
    Author<M> known = authors.get(id);
    if (known == null && authors.size() < MAX_AUTHORS) {
      known = new Author<>();
      authors.put(id, known);
    }
    return known;
  }

  private static <M> void expire(Author<M> author, long now) {
    expire(author.peerShown, now, MEMORY_MILLIS);
    expire(author.serverShown, now, MEMORY_MILLIS);
    expire(author.leftToServer, now, SETTLED_MILLIS);
  }

  private static <M> void expire(Deque<Copy<M>> copies, long now, long memory) {
    while (!copies.isEmpty() && now - copies.peek().at() > memory) {
      copies.poll();
    }
  }

  private static <M> Copy<M> removeFirst(Deque<Copy<M>> copies, M content) {
    Iterator<Copy<M>> oldestFirst = copies.iterator();
    while (oldestFirst.hasNext()) {
      Copy<M> copy = oldestFirst.next();
      if (copy.content().equals(content)) {
        oldestFirst.remove();
        return copy;
      }
    }
    return null;
  }
}
