package org.rop2p.proxy.routing;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.proxy.message.Kind;

/** Routing decisions and what became of copies, since start. Thread-safe. */
public final class KindCounters {
  /** What is counted of a kind. */
  public enum Count {
    SENT,
    OFFLOADED,
    MIRRORED,
    SERVER,
    /** Of the offloaded ones: those that went to the server after all. */
    LATE_MIRRORED,
    /**
     * What could not go to peers only, however well they are linked: proof, sample, an equal one
     * within its window, what always goes to the server, and what makes receivers sure after it.
     */
    PROOF_OR_SAMPLE,
    /** Peer copies shown to the own client: the peer lane was first. */
    SHOWN_FROM_PEER,
    /** Server copies not shown because the peer copy had been. */
    SERVER_COPY_DROPPED,
    /** Peer copies not shown because the server's had been, or to keep the order. */
    PEER_COPY_DROPPED,
    /** Walks taken back because the server did not confirm them. */
    ROLLED_BACK
  }

  private final Map<Kind, Map<Count, LongAdder>> counts = new EnumMap<>(Kind.class);
  private final ConcurrentMap<String, LongAdder> decisions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> rejects = new ConcurrentHashMap<>();

  public KindCounters() {
    for (Kind kind : Kind.values()) {
      Map<Count, LongAdder> ofKind = new EnumMap<>(Count.class);
      for (Count count : Count.values()) {
        ofKind.put(count, new LongAdder());
      }
      counts.put(kind, ofKind);
    }
  }

  public void count(Kind kind, Count count) {
    counts.get(kind).get(count).increment();
  }

  /** A message was sent by a lane. */
  public void decided(Kind kind, Decision decision) {
    count(kind, Count.SENT);
    count(
        kind,
        switch (decision.lane()) {
          case SERVER -> Count.SERVER;
          case MIRROR -> Count.MIRRORED;
          case OFFLOAD -> Count.OFFLOADED;
        });
    if (decision.reason().neverOffloaded()) {
      count(kind, Count.PROOF_OR_SAMPLE);
    }
    decisions
        .computeIfAbsent(
            kind + "." + decision.lane() + "." + decision.reason(), key -> new LongAdder())
        .increment();
  }

  /** A peer message was refused. */
  public void rejected(String reason) {
    rejects.computeIfAbsent(reason, key -> new LongAdder()).increment();
  }

  public long get(Kind kind, Count count) {
    return counts.get(kind).get(count).sum();
  }

  /** Refused peer messages by reason. */
  public Map<String, Long> rejects() {
    return sums(rejects);
  }

  /** Decisions by {@code KIND.LANE.REASON}. */
  public Map<String, Long> decisions() {
    return sums(decisions);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    Map<String, Long> sums = new TreeMap<>();
    adders.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }
}
