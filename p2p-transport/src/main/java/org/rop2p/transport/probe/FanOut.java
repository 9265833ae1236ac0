package org.rop2p.transport.probe;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The side behind the symmetric NAT: says when to open sockets that each send to the one address of
 * the cone side, when to send again, which one to keep and when to close.
 *
 * <p>Sockets are told by their index, 0 for the first. Not thread-safe and without I/O. After every
 * call that takes {@code now}, the caller empties {@link #poll} and asks {@link #deadline} when to
 * {@link #advance} next.
 */
public final class FanOut {
  /** What is to be done, in the order it was decided. */
  public sealed interface Output {
    /** Open a socket on a port of its own, and send a check from it to the cone side. */
    record OpenAndSend(int socketIndex) implements Output {}

    /** Send a check again, so that the NAT keeps the mapping. */
    record Refresh(int socketIndex) implements Output {}

    /** Ask a STUN server from this socket, once, and tell {@link FanOut#addressAnswered}. */
    record AskAddress(int socketIndex) implements Output {}

    /** This socket is the link's. */
    record Keep(int socketIndex) implements Output {}

    /** Close every socket but this one. */
    record CloseOthers(int kept) implements Output {}

    /** Close every socket: it is over. */
    record CloseAll(Outcome why) implements Output {}
  }

  /** How it ended. */
  public enum Outcome {
    LINKED,
    TIME_UP,
    /** The last socket could not reach a server: the carrier gives us no more sessions. */
    SESSION_LIMIT,
    /** The system gives us no socket. */
    NO_SOCKET,
    CANCELLED
  }

  /** On a path that loses a fifth each way, one in two hundred attempts ends by mistake. */
  private static final int ASKS = 5;

  /** The shortest that RFC 8445 section 14.3 allows; not doubled, as time is short. */
  private static final long ASK_INTERVAL = 500_000_000L;

  private final ProbeLimits limits;
  private final Pace pace;
  private final long endsAt;
  private final long[] refreshAt;
  private final Queue<Output> outputs = new ArrayDeque<>();

  /** How many are to be open. */
  private int sockets;

  private int opened;

  /** The next to send again; all have the same interval, so they go in turn. */
  private int stalest;

  private int asked;
  private long askAt;
  private boolean answered;

  /** Until when the peer, having been heard, may be about to confirm. */
  private long heardUntil;

  private Outcome outcome;

  /**
   * Starts with the first {@link #advance}, which is to follow the samples at once.
   *
   * @param sockets at least 1
   * @throws IllegalArgumentException with fewer
   */
  public FanOut(int sockets, ProbeLimits limits, long now) {
    if (sockets < 1) {
      throw new IllegalArgumentException("A fan-out needs a socket");
    }
    this.sockets = sockets;
    this.limits = limits;
    this.pace = new Pace(limits.openRate(), now);
    this.endsAt = now + limits.fanOutTime();
    this.refreshAt = new long[sockets];
    this.heardUntil = now;
  }

  /** What to do next; empty when all is done. */
  public Optional<Output> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** Sockets opened so far, or about to be. */
  public int opened() {
    return opened;
  }

  /** Empty while it goes on. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** The system refused to open this socket, so neither it nor a later one is opened. */
  public void openFailed(int socketIndex, long now) {
    if (outcome != null || socketIndex >= sockets) {
      return;
    }
    sockets = socketIndex;
    opened = Math.min(opened, sockets);
    outputs.removeIf(
        output -> output instanceof Output.OpenAndSend || output instanceof Output.AskAddress);
    asked = 0;
    askAt = now;
    if (sockets == 0) {
      end(Outcome.NO_SOCKET);
    }
  }

  /** A server has answered the question of the last socket. */
  public void addressAnswered() {
    answered = true;
  }

  /**
   * An authentic check of the peer has come to this socket. Opens no more for a while: the caller
   * answers it and checks back, and {@link #confirmed} should follow.
   */
  public void heard(int socketIndex, long now) {
    if (outcome == null && socketIndex < opened) {
      heardUntil = now + limits.answerWait();
    }
  }

  /**
   * Both directions of this socket are proven. The first one ends it.
   *
   * @return whether it was the first one
   */
  public boolean confirmed(int socketIndex) {
    if (outcome != null || socketIndex >= opened) {
      return false;
    }
    outputs.clear();
    outputs.add(new Output.Keep(socketIndex));
    outputs.add(new Output.CloseOthers(socketIndex));
    outcome = Outcome.LINKED;
    return true;
  }

  /** Ends it, if it has not ended. */
  public void cancel() {
    if (outcome == null) {
      end(Outcome.CANCELLED);
    }
  }

  /** Does what time has come for. */
  public void advance(long now) {
    if (outcome != null) {
      return;
    }
    if (now >= endsAt) {
      end(Outcome.TIME_UP);
      return;
    }
    while (now >= nextSendAt()) {
      pace.take(now);
      if (opened < sockets) {
        refreshAt[opened] = now + limits.refresh();
        outputs.add(new Output.OpenAndSend(opened++));
        askAt = now;
      } else {
        refreshAt[stalest] = now + limits.refresh();
        outputs.add(new Output.Refresh(stalest));
        stalest = (stalest + 1) % opened;
      }
    }
    if (now >= nextAskAt()) {
      ask(now);
    }
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    return outcome != null ? Long.MAX_VALUE : Math.min(endsAt, Math.min(nextSendAt(), nextAskAt()));
  }

  private long nextSendAt() {
    return Math.max(pace.freeAt(), opened < sockets ? heardUntil : refreshAt[stalest]);
  }

  /** When to ask, or to take it that there is no answer; not while the peer is heard. */
  private long nextAskAt() {
    if (opened < sockets || answered) {
      return Long.MAX_VALUE;
    }
    return asked < ASKS ? askAt : Math.max(askAt, heardUntil);
  }

  private void ask(long now) {
    if (asked == ASKS) {
      end(Outcome.SESSION_LIMIT);
      return;
    }
    asked++;
    askAt = now + ASK_INTERVAL;
    outputs.add(new Output.AskAddress(opened - 1));
  }

  /** What was not done yet need not be. */
  private void end(Outcome why) {
    outcome = why;
    outputs.clear();
    outputs.add(new Output.CloseAll(why));
  }
}
