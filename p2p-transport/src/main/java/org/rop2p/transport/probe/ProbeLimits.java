package org.rop2p.transport.probe;

import java.time.Duration;

/**
 * How much an attempt may cost us, the peer and the NATs; times in nanoseconds.
 *
 * @param sockets that the symmetric side opens when ports are random
 * @param carrierSockets the same behind a carrier's NAT
 * @param leastSockets with fewer, random ports are not tried
 * @param blockSockets when ports come from a block
 * @param sequentialSockets when ports are given out in sequence
 * @param probes that the cone side sends at most
 * @param sequentialProbes the same when ports are given out in sequence
 * @param probeRate probes a second
 * @param openRate sockets opened or refreshed a second
 * @param refresh from one packet of a socket to the next
 * @param answerWait for an answer to the last probe, or for the peer to go on after it was heard
 * @param signalling for the samples to reach the cone side, which starts with them
 * @param pause from an attempt to the next with the same peer in the same network
 * @param attempts within {@code pause} with all peers
 */
public record ProbeLimits(
    int sockets,
    int carrierSockets,
    int leastSockets,
    int blockSockets,
    int sequentialSockets,
    int probes,
    int sequentialProbes,
    int probeRate,
    int openRate,
    long refresh,
    long answerWait,
    long signalling,
    long pause,
    int attempts) {

  /** With 1,024 probes they meet in 98 of 100 attempts. */
  private static final int SOCKETS = 256;

  /** Some carriers let a subscriber have a few hundred sessions: 83 of 100 attempts succeed. */
  private static final int CARRIER_SOCKETS = 128;

  /** Half of the smallest session limit known (128); three of five attempts succeed. */
  private static final int LEAST_SOCKETS = 64;

  /** In a block of 1,024 ports, 31 probes on average. */
  private static final int BLOCK_SOCKETS = 32;

  /** Enough that the flows of other programs in between do not matter. */
  private static final int SEQUENTIAL_SOCKETS = 16;

  /** Twice as many make 100 of 100 attempts succeed, and a port scan of every one that does not. */
  private static final int PROBES = 1_024;

  /** Two or three are needed; if these do not meet, ports are not given out in sequence. */
  private static final int SEQUENTIAL_PROBES = 64;

  /** 15 kB/s; a home router that keeps them for 30 s fits them among its entries. */
  private static final int PROBE_RATE = 100;

  /** All are open within half a second, before many probes have gone by. */
  private static final int OPEN_RATE = 500;

  /** NATs forget what was not answered after 30 s; two may be lost. */
  private static final Duration REFRESH = Duration.ofSeconds(10);

  /** A slow way and back, and the first retransmission of a check. */
  private static final Duration ANSWER_WAIT = Duration.ofMillis(1_500);

  private static final Duration SIGNALLING = Duration.ofSeconds(3);

  /** Without a change of network another attempt would mostly fail again. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** One after another all the time: a crowd of peers makes no more of us. */
  private static final int ATTEMPTS = 64;

  /** An event loop that is busy sends late. */
  private static final long SLACK = Duration.ofSeconds(1).toNanos();

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if a number is not positive
   */
  public ProbeLimits {
    int least =
        Math.min(
            Math.min(
                Math.min(sockets, carrierSockets),
                Math.min(leastSockets, Math.min(blockSockets, sequentialSockets))),
            Math.min(
                Math.min(probes, sequentialProbes),
                Math.min(attempts, Math.min(probeRate, openRate))));
    long shortest = Math.min(Math.min(refresh, answerWait), Math.min(signalling, pause));
    if (least < 1 || shortest < 1) {
      throw new IllegalArgumentException("The limits of probing are positive numbers");
    }
  }

  /** What is polite on the internet. */
  public static ProbeLimits defaults() {
    return new ProbeLimits(
        SOCKETS,
        CARRIER_SOCKETS,
        LEAST_SOCKETS,
        BLOCK_SOCKETS,
        SEQUENTIAL_SOCKETS,
        PROBES,
        SEQUENTIAL_PROBES,
        PROBE_RATE,
        OPEN_RATE,
        REFRESH.toNanos(),
        ANSWER_WAIT.toNanos(),
        SIGNALLING.toNanos(),
        PAUSE.toNanos(),
        ATTEMPTS);
  }

  /** Others, with so many sockets behind a carrier's NAT. */
  public ProbeLimits withCarrierSockets(int most) {
    return new ProbeLimits(
        sockets,
        most,
        leastSockets,
        blockSockets,
        sequentialSockets,
        probes,
        sequentialProbes,
        probeRate,
        openRate,
        refresh,
        answerWait,
        signalling,
        pause,
        attempts);
  }

  /** How long the cone side may take for so many probes. */
  long probeTime(int count) {
    return count * Duration.ofSeconds(1).toNanos() / probeRate + answerWait + SLACK;
  }

  /** From agreeing until the samples must have come, a way there and one back. */
  long agreeTime() {
    return 2 * signalling;
  }

  /** How long an attempt may take in all, from agreeing on. */
  long attemptTime() {
    return agreeTime() + probeTime(probes);
  }

  /** How long the symmetric side may keep its sockets: until no cone side can still be probing. */
  long fanOutTime() {
    return signalling + probeTime(probes);
  }
}
