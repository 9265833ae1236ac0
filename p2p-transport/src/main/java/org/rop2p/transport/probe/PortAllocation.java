package org.rop2p.transport.probe;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How a symmetric NAT gives out external ports (RFC 4787 section 4.2.2), guessed from samples: the
 * ports that one STUN server sees of fresh sockets.
 */
public sealed interface PortAllocation {
  /** Fewer tell too little: of three random ports, one in eighty triples looks like a block. */
  int MIN_SAMPLES = 4;

  /** What a side asks for: six random ports look like a block once in 100,000 times. */
  int SAMPLES = 6;

  /** A peer may say more; the newest ones count. */
  int MAX_SAMPLES = 16;

  /** Differences up to this are other flows between two samples, not chance. */
  int MAX_STEP = 16;

  /** As many ports as the largest blocks that carriers give to a subscriber. */
  int BLOCK_SPREAD = 4_096;

  /**
   * Each new flow gets the next port, or one a few ports on.
   *
   * @param newest the last sample
   * @param step from flow to flow, 1 to {@link #MAX_STEP}: what all differences are multiples of
   */
  record Sequential(int newest, int step) implements PortAllocation {}

  /**
   * All ports come from a range of fewer than {@link #BLOCK_SPREAD}, at least this one.
   *
   * @param lowest of the samples
   * @param highest of the samples
   */
  record Block(int lowest, int highest) implements PortAllocation {}

  /**
   * No pattern.
   *
   * @param lowest of the samples
   */
  record Random(int lowest) implements PortAllocation {}

  /**
   * Classifies samples, those of a hostile peer as well.
   *
   * @param samples in the order the sockets asked; what is no port is left out
   * @return empty with fewer than {@link #MIN_SAMPLES}
   */
  static Optional<PortAllocation> of(List<Integer> samples) {
    List<Integer> ports =
        samples.stream()
            .skip(Math.max(0, samples.size() - MAX_SAMPLES))
            .filter(port -> port > 0 && port <= ProbeOrder.HIGHEST)
            .toList();
    if (ports.size() < MIN_SAMPLES) {
      return Optional.empty();
    }
    int step = commonStep(ports);
    if (step > 0) {
      return Optional.of(new Sequential(ports.get(ports.size() - 1), step));
    }
    int lowest = Collections.min(ports);
    int highest = Collections.max(ports);
    return Optional.of(
        highest - lowest < BLOCK_SPREAD ? new Block(lowest, highest) : new Random(lowest));
  }

  /** The greatest common divisor of the differences, or 0 if they are not those of a sequence. */
  private static int commonStep(List<Integer> ports) {
    int step = 0;
    boolean wrapped = false;
    for (int i = 1; i < ports.size(); i++) {
      int difference = ports.get(i) - ports.get(i - 1);
      if (difference <= -BLOCK_SPREAD && !wrapped) {
        // From the end of the NAT's range, wherever that is, to its beginning.
        wrapped = true;
      } else if (difference < 1 || difference > MAX_STEP) {
        return 0;
      } else {
        step = greatestCommonDivisor(difference, step);
      }
    }
    return step;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
