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

  /** A copy by the peer lane; content null: a message that only the server brings. */
  private record Copy<M>(M content, int epoch, int sequence, long at) {
    boolean mayBe(M other) {
      return content == null || content.equals(other);
    }
  }

  /** A server copy on the screen; {@code claimed} when it is taken for that of another line. */
  private static final class ServerCopy<M> {
    private final M content;
    private final long at;
    private boolean claimed;

    ServerCopy(M content, long at, boolean claimed) {
      this.content = content;
      this.at = at;
      this.claimed = claimed;
    }
  }

  private static final class Author<M> {
    private int epoch;
    private int lastSequence;
    private long heardAt;
    private final Deque<Copy<M>> peerShown = new ArrayDeque<>();
    private final Deque<ServerCopy<M>> serverShown = new ArrayDeque<>();
    private final Deque<Copy<M>> leftToServer = new ArrayDeque<>();
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
    Author<M> author = author(message.author(), now);
    if (author == null || !advance(author, message, now)) {
      return Verdict.OLD;
    }
    ServerCopy<M> shown = takeServerCopy(author, message.content());
    if (shown != null) {
      if (shown.claimed) {
        leave(
            author, copy(message, now)); // it may have been another line's: ours may be on its way
      }
      return Verdict.ALREADY_SHOWN;
    }
    boolean overtakes = ordered && !author.leftToServer.isEmpty();
    if (overtakes || author.peerShown.size() >= MAX_COPIES) {
      leave(author, copy(message, now));
      return Verdict.OUT_OF_ORDER;
    }
    author.peerShown.add(copy(message, now));
    return Verdict.SHOW;
  }

  /** A peer copy has come and was refused by a check: only the server can bring this message. */
  void peerCopyRefused(Message<M> message, long now) {
    Author<M> author = author(message.author(), now);
    if (author != null && advance(author, message, now)) {
      ServerCopy<M> shown = takeServerCopy(author, message.content());
      if (shown == null || shown.claimed) {
        leave(author, copy(message, now));
      }
    }
  }

  /**
   * The server's copy has come. The server brings an author's messages in order, so what cannot be
   * the duplicate of a shown one is the oldest of those awaited from it.
   *
   * @return whether it is the duplicate of a peer copy already shown
   */
  boolean serverCopyIsDuplicate(int authorId, M content, long now) {
    Author<M> author = author(authorId, now);
    if (author == null) {
      return false;
    }
    expire(author, now);
    if (author.peerShown.stream().anyMatch(copy -> copy.content().equals(content))) {
      removeFirst(author.peerShown, content);
      author.serverShown.forEach(earlier -> earlier.claimed = true);
      return true;
    }
    boolean claimed = author.leftToServer.stream().anyMatch(copy -> copy.mayBe(content));
    if (claimed) {
      author.serverShown.forEach(earlier -> earlier.claimed = true);
      while (!author.leftToServer.poll().mayBe(content)) {
        // What was left to the server before it has come already, or never will.
      }
    }
    if (author.serverShown.size() >= MAX_COPIES) {
      author.serverShown.poll();
    }
    author.serverShown.add(new ServerCopy<>(content, now, claimed));
    return false;
  }

  /** FINAL: no server copy of this message will come; an equal one is a new message. */
  void noServerCopy(int authorId, int epoch, int sequence) {
    Author<M> author = authors.get(authorId);
    if (author != null) {
      author.peerShown.removeIf(copy -> copy.epoch() == epoch && copy.sequence() == sequence);
      author.leftToServer.removeIf(copy -> copy.epoch() == epoch && copy.sequence() == sequence);
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

  private static <M> void leave(Author<M> author, Copy<M> copy) {
    if (author.leftToServer.size() >= MAX_COPIES) {
      author.leftToServer.poll();
    }
    author.leftToServer.add(copy);
  }

  private static <M> Copy<M> copy(Message<M> message, long now) {
    return new Copy<>(message.content(), message.epoch(), message.sequence(), now);
  }

  /** Moves to the message's number; false when that is not forward. */
  private static <M> boolean advance(Author<M> author, Message<M> message, long now) {
    int newer = Integer.compareUnsigned(message.epoch(), author.epoch);
    if (newer < 0 || (newer == 0 && message.sequence() <= author.lastSequence)) {
      return false;
    }
    expire(author, now);
    int last = newer > 0 ? 0 : author.lastSequence;
    author.epoch = message.epoch();
    author.lastSequence = message.sequence();
    int claims = claimOldest(author, message.sequence() - 1 - last);
    int unheard = Math.min(MAX_COPIES, message.afterSequence() - last - claims);
    if (message.afterAgeMillis() < SETTLED_MILLIS) {
      for (int i = 0; i < unheard; i++) {
        leave(author, new Copy<>(null, message.epoch(), 0, now - message.afterAgeMillis()));
      }
    }
    return true;
  }

  /** Takes the oldest server copies for those of lines that came by no other lane. */
  private static <M> int claimOldest(Author<M> author, int most) {
    int claims = 0;
    for (ServerCopy<M> shown : author.serverShown) {
      if (!shown.claimed && claims < most) {
        shown.claimed = true;
        claims++;
      }
    }
    return claims;
  }

  private Author<M> author(int id, long now) {
    Author<M> author = authors.get(id);
    if (author == null) {
      if (authors.size() >= MAX_AUTHORS) {
        authors.values().removeIf(idle -> now - idle.heardAt > MEMORY_MILLIS);
      }
      if (authors.size() >= MAX_AUTHORS) {
        return null;
      }
      author = new Author<>();
      authors.put(id, author);
    }
    author.heardAt = now;
    return author;
  }

  private static <M> void expire(Author<M> author, long now) {
    author.peerShown.removeIf(copy -> now - copy.at() > MEMORY_MILLIS);
    author.leftToServer.removeIf(copy -> now - copy.at() > SETTLED_MILLIS);
    author.serverShown.removeIf(shown -> now - shown.at > MEMORY_MILLIS);
  }

  /** Removes and returns an equal copy, preferably one not claimed for another line; or null. */
  private static <M> ServerCopy<M> takeServerCopy(Author<M> author, M content) {
    ServerCopy<M> found = null;
    for (ServerCopy<M> shown : author.serverShown) {
      if (shown.content.equals(content) && (found == null || (found.claimed && !shown.claimed))) {
        found = shown;
      }
    }
    if (found != null) {
      author.serverShown.remove(found);
    }
    return found;
  }

  private static <M> void removeFirst(Deque<Copy<M>> copies, M content) {
    Iterator<Copy<M>> oldestFirst = copies.iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().content().equals(content)) {
        oldestFirst.remove();
        return;
      }
    }
  }
}
