package org.rop2p.transport.probe;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The side behind the cone: says which port of the peer's address to send a check to, and when. No
 * port gets a second one; what is lost is lost.
 *
 * <p>Not thread-safe and without I/O. After every call that takes {@code now}, the caller empties
 * {@link #poll} and asks {@link #deadline} when to {@link #advance} next.
 */
public final class ConeProber {
  /**
   * Send an authenticated STUN check there, once, from the main socket.
   *
   * @param attempt 1 for the first probe
   */
  public record Transmit(InetSocketAddress to, int attempt) {}

  /** How it ended. */
  public enum Outcome {
    HIT,
    /** All ports were probed, or time is up. */
    NO_HIT,
    CANCELLED
  }

  private final VouchedAddress target;
  private final ProbeOrder order;
  private final Pace pace;
  private final long answerWait;
  private final long endsAt;
  private final Queue<Transmit> outputs = new ArrayDeque<>();
  private int probed;
  private long lastProbeAt;
  private Outcome outcome;
  private InetSocketAddress hit;

  /** Starts with the first {@link #advance}. */
  public ConeProber(VouchedAddress target, ProbeOrder order, ProbeLimits limits, long now) {
    this.target = target;
    this.order = order;
    this.pace = new Pace(limits.probeRate(), now);
    this.answerWait = limits.answerWait();
    this.endsAt = now + limits.probeTime(order.size());
    this.lastProbeAt = now;
  }

  /** What to send next; empty when all is done. */
  public Optional<Transmit> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** Probes that were handed out or are about to be. */
  public int probed() {
    return probed;
  }

  /** Empty while it goes on. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Where the peer was met. */
  public Optional<InetSocketAddress> hit() {
    return Optional.ofNullable(hit);
  }

  /**
   * An authentic message of the peer has come from this address, a check or an answer. The first
   * one ends it.
   *
   * @return whether it was the first one
   */
  public boolean hit(InetSocketAddress from) {
    if (outcome != null) {
      return false;
    }
    hit = from;
    end(Outcome.HIT);
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
      end(Outcome.NO_HIT);
      return;
    }
    while (probed < order.size() && now >= pace.freeAt()) {
      pace.take(now);
      outputs.add(new Transmit(new InetSocketAddress(target.ip(), order.port(probed)), probed + 1));
      probed++;
      lastProbeAt = now;
    }
    if (probed == order.size() && now - lastProbeAt >= answerWait) {
      end(Outcome.NO_HIT);
    }
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    if (outcome != null) {
      return Long.MAX_VALUE;
    }
    return Math.min(endsAt, probed < order.size() ? pace.freeAt() : lastProbeAt + answerWait);
  }

  private void end(Outcome how) {
    outcome = how;
    outputs.clear();
  }
}
