package org.rop2p.proxy.peer.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.transport.Fingerprint;

/** A proxy that wants one of the links, or has one. */
final class Contender {
  enum State {
    /** Without a link. */
    WAITING,
    /** A link is being made. */
    LINKING,
    LINKED
  }

  /**
   * The other side gives its offer up after 20 s, and trickles more candidates than these never.
   */
  private static final long OFFER_LASTS_MILLIS = 15_000;

  /** Who starts over and over again makes little work. */
  private static final long ANSWER_INTERVAL_MILLIS = 500;

  private static final int MAX_CANDIDATES = 32;

  /** Of an introduction. */
  private record Sight(boolean inView, int cells) {}

  private final Map<Introduction, Sight> introductions = new HashMap<>();
  private final List<Signal.IceCandidate> candidates = new ArrayList<>();
  State state = State.WAITING;
  int failures;
  long notBefore = Long.MIN_VALUE;
  private long outOfViewSince;
  private Signal.Offer offer;

  /** Whether the open link is to be doubted for it. */
  private boolean doubts;

  private long offeredAt;
  private long nextAnswerAt = Long.MIN_VALUE;

  void seen(Introduction introduction, boolean inView, int cells, long now) {
    boolean before = inView();
    introductions.put(introduction, new Sight(inView, cells));
    if (before && !inView()) {
      outOfViewSince = now;
    }
  }

  void parted(Introduction introduction, long now) {
    boolean before = inView();
    introductions.remove(introduction);
    if (before && !inView()) {
      outOfViewSince = now;
    }
  }

  boolean knows(Introduction introduction) {
    return introductions.containsKey(introduction);
  }

  boolean unneeded() {
    return introductions.isEmpty();
  }

  /** Those in view first: only they can signal. */
  List<Introduction> introductions() {
    return introductions.entrySet().stream()
        .sorted((a, b) -> Boolean.compare(b.getValue().inView, a.getValue().inView))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean inView() {
    return introductions.values().stream().anyMatch(Sight::inView);
  }

  /** Cells to the nearest of its players in view. */
  int cells() {
    return introductions.values().stream()
        .filter(Sight::inView)
        .mapToInt(Sight::cells)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  long outOfViewSince() {
    return outOfViewSince;
  }

  boolean holds() {
    return state != State.WAITING;
  }

  void offered(Signal.Offer received, long now) {
    offer = received;
    offeredAt = now;
    doubts = true;
    candidates.clear();
  }

  /** Kept if it may belong to an offer that has not been taken up. */
  void candidate(Signal.IceCandidate candidate) {
    if (offer != null && candidates.size() < MAX_CANDIDATES) {
      candidates.add(candidate);
    }
  }

  boolean isOffered(long now) {
    return offer != null && now - offeredAt < OFFER_LASTS_MILLIS && now >= nextAnswerAt;
  }

  /** Whether an offer says that the open link is no more; once for each. */
  boolean doubts(long now) {
    boolean first = doubts && isOffered(now);
    doubts &= !first;
    return first;
  }

  /** The offer and its candidates, once. */
  PoolCommand.Begin begin(Fingerprint proxy, long now) {
    PoolCommand.Begin begin =
        new PoolCommand.Begin(proxy, Optional.ofNullable(offer), List.copyOf(candidates));
    offer = null;
    candidates.clear();
    state = State.LINKING;
    nextAnswerAt = now + ANSWER_INTERVAL_MILLIS;
    return begin;
  }
}
