package org.rop2p.proxy.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.Kind;

/**
 * What went to the server, in order, as far as the server answers it. The server takes a client's
 * packets in order; so an answer shows that it has decided on everything sent before, and what is
 * not echoed by then never will be. Silence shows nothing. Confined to one thread.
 */
public final class RequestOrder {
  /** More than is ever under way; beyond it answers prove nothing until all is settled. */
  private static final int MAX_OPEN = 512;

  /** Something that the server may answer. */
  public sealed interface Request {
    /** A line or emote, echoed if accepted. */
    record Line(Kind kind, int number) implements Request {}

    /**
     * CZ_REQUEST_TIME, always answered by ZC_NOTIFY_TIME.
     *
     * @param ours the client has not asked and need not hear the answer
     */
    record Time(boolean ours) implements Request {}

    /** CZ_REQUEST_MOVE, answered by ZC_NOTIFY_PLAYERMOVE when granted, perhaps at the next cell. */
    record Walk(Cell to) implements Request {}
  }

  /**
   * What an answer shows.
   *
   * @param request what was answered
   * @param askedAt when the request went to the server
   * @param decided the newest line of each kind that was sent before it
   */
  public record Proof(Request request, long askedAt, Map<Kind, Integer> decided) {
    public Proof {
      decided = Map.copyOf(decided);
    }
  }

  private record Sent(Request request, long at) {}

  private final Deque<Sent> open = new ArrayDeque<>();
  private boolean overflowed;

  /** A request has gone to the server. */
  public void sent(Request request, long now) {
    if (open.size() >= MAX_OPEN) {
      open.clear();
      overflowed = true;
    }
    if (!overflowed) {
      open.add(new Sent(request, now));
    }
  }

  /**
   * The server has answered. Of equal requests, and of all for the time, the oldest is taken, which
   * claims the least.
   *
   * @return empty when nothing like it was asked
   */
  public Optional<Proof> answered(Request request) {
    Map<Kind, Integer> decided = new EnumMap<>(Kind.class);
    int before = 0;
    for (Sent sent : open) {
      if (isAnswer(request, sent.request())) {
        settle(before, sent.request() instanceof Request.Walk);
        return Optional.of(new Proof(sent.request(), sent.at(), decided));
      }
      if (sent.request() instanceof Request.Line line) {
        decided.put(line.kind(), line.number());
      }
      before++;
    }
    return Optional.empty();
  }

  /** When the newest open request for the time was sent; {@link Long#MIN_VALUE} if none is. */
  public long newestSure() {
    Iterator<Sent> newestFirst = open.descendingIterator();
    while (newestFirst.hasNext()) {
      Sent sent = newestFirst.next();
      if (sent.request() instanceof Request.Time) {
        return sent.at();
      }
    }
    return Long.MIN_VALUE;
  }

  /** The map is left: nothing sent before is answered any more. */
  public void clear() {
    open.clear();
    overflowed = false;
  }

  private static boolean isAnswer(Request answer, Request asked) {
    return asked.equals(answer)
        || (asked instanceof Request.Time && answer instanceof Request.Time);
  }

  /**
   * Forgets the answered request and {@code before} older ones; of these, walks stay unless a walk
   * was answered: they may be granted later.
   */
  private void settle(int before, boolean walk) {
    Iterator<Sent> oldestFirst = open.iterator();
    for (int i = 0; i <= before; i++) {
      Sent sent = oldestFirst.next();
      if (i == before || walk || !(sent.request() instanceof Request.Walk)) {
        oldestFirst.remove();
      }
    }
  }
}
