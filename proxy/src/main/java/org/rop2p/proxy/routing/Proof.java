package org.rop2p.proxy.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Whether the server passes one kind of message on as it stands: proven by an unchanged echo of a
 * message sent since the last reset, disproven by an echo that fails to come. So no rule of the
 * server needs a model of ours.
 *
 * @param <M> what is compared: text, emote type, destination
 */
public final class Proof<M> {
  /** A server that answers later than this has forgotten the message, or changed it. */
  public static final long ECHO_TIMEOUT_MILLIS = 5_000;

  /** Messages nobody could have in flight at once; the oldest counts as unanswered. */
  private static final int MAX_PENDING = 64;

  private record Pending<M>(M message, int sequence, long sentAt, int generation) {}

  private final Deque<Pending<M>> pending = new ArrayDeque<>();
  private final boolean laterEchoSettles;
  private boolean proven;
  private int generation;

  /**
   * A proof not yet given.
   *
   * @param laterEchoSettles the server answers only the last of several requests (walks)
   */
  public Proof(boolean laterEchoSettles) {
    this.laterEchoSettles = laterEchoSettles;
  }

  public boolean proven() {
    return proven;
  }

  /** What was proven so far no longer counts, nor do echoes of what was sent before. */
  public void reset() {
    proven = false;
    generation++;
  }

  /** Nothing sent before will be echoed any more. */
  public void forget() {
    reset();
    pending.clear();
  }

  /** A message went to the server. */
  public void sent(M message, int sequence, long now) {
    pending.add(new Pending<>(message, sequence, now, generation));
  }

  /**
   * The server has echoed something.
   *
   * @return milliseconds the answer took, or -1 when it echoes nothing that was sent
   */
  public long echoed(M message, long now) {
    Iterator<Pending<M>> oldestFirst = pending.iterator();
    while (oldestFirst.hasNext()) {
      Pending<M> candidate = oldestFirst.next();
      if (candidate.message().equals(message)) {
        if (laterEchoSettles) {
          while (pending.poll().sequence() != candidate.sequence()) {
            // Requests before the granted one were collapsed by the server.
          }
        } else {
          oldestFirst.remove();
        }
        if (candidate.generation() == generation) {
          proven = true;
        }
        return now - candidate.sentAt();
      }
    }
    return -1;
  }

  /** Sequence numbers of messages whose echo will not come any more; any such one disproves. */
  public List<Integer> expire(long now) {
    List<Integer> unanswered = new ArrayList<>();
    while (!pending.isEmpty()
        && (pending.size() > MAX_PENDING || now - pending.peek().sentAt() > ECHO_TIMEOUT_MILLIS)) {
      unanswered.add(pending.poll().sequence());
    }
    if (!unanswered.isEmpty()) {
      reset();
    }
    return unanswered;
  }
}
