package org.rop2p.transport.probe;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The ports to probe, each once, best first. */
public final class ProbeOrder {
  /** Below are the ports of services, which no NAT gives to ours. */
  static final int LOWEST = 1_024;

  static final int HIGHEST = 65_535;

  /**
   * The end of the ports that Linux gives twice as often with {@code --random-fully}: it takes a
   * 16-bit number modulo 64,512.
   */
  private static final int FAVOURED_END = 2_047;

  /** Where the ranges of NATs begin that use high ports only: RFC 6335, and a round number. */
  private static final int[] HIGH_RANGES = {49_152, 32_768};

  /** What is tried around a block at least: a few samples may show little of it. */
  private static final int MARGIN = 256;

  /** Of the ports tried from a sequence on, every fourth pair also one that is behind. */
  private static final int BEHIND = 4;

  private final BitSet taken = new BitSet(HIGHEST + 1);
  private final int[] ports;
  private int size;

  private ProbeOrder(int most) {
    ports = new int[most];
  }

  /**
   * The best ports for a NAT that allocates so.
   *
   * @param most 0 to 64,512
   * @param random need not be secure: who knows the order gains nothing
   */
  public static ProbeOrder of(PortAllocation allocation, int most, RandomGenerator random) {
    ProbeOrder order = new ProbeOrder(most);
    if (allocation instanceof PortAllocation.Sequential sequential) {
      order.follow(sequential);
    } else if (allocation instanceof PortAllocation.Block block) {
      order.around(block, random);
    } else if (allocation instanceof PortAllocation.Random samples) {
      order.anywhere(samples, random);
    }
    return order;
  }

  public int size() {
    return size;
  }

  /**
   * The port at this place.
   *
   * @param index 0 to {@link #size} - 1
   */
  public int port(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return ports[index];
  }

  int[] toArray() {
    return Arrays.copyOf(ports, size);
  }

  /** Onward by the step and by one, as other flows may break the pattern, and some behind. */
  private void follow(PortAllocation.Sequential sequential) {
    for (int k = 1; k <= HIGHEST && !isFull(); k++) {
      add(wrapped(sequential.newest() + k * sequential.step()));
      add(wrapped(sequential.newest() + k));
      if (k % BEHIND == 0) {
        add(wrapped(sequential.newest() - k / BEHIND));
      }
    }
  }

  private void around(PortAllocation.Block block, RandomGenerator random) {
    int margin = Math.max(MARGIN, block.highest() - block.lowest());
    shuffled(block.lowest(), block.highest(), ports.length, random);
    shuffled(block.lowest() - margin, block.highest() + margin, ports.length, random);
  }

  /**
   * Favoured ports first, but only for half of the probes: with as many probes as there are
   * favoured ports, a NAT that never uses them would never be met. If no sample is of the lower
   * half they are most likely not used; and if they are, the upper half is as good as any other.
   */
  private void anywhere(PortAllocation.Random samples, RandomGenerator random) {
    int start =
        Arrays.stream(HIGH_RANGES).filter(range -> samples.lowest() >= range).findFirst().orElse(0);
    if (start == 0) {
      shuffled(LOWEST, FAVOURED_END, ports.length / 2, random);
    } else {
      shuffled(start, HIGHEST, ports.length, random);
    }
    shuffled(LOWEST, HIGHEST, ports.length, random);
  }

  private void shuffled(int from, int to, int upTo, RandomGenerator random) {
    int first = Math.max(from, LOWEST);
    int last = Math.min(to, HIGHEST);
    int[] rest = IntStream.rangeClosed(first, last).toArray();
    for (int i = 0; i < rest.length && size < upTo; i++) {
      int drawn = i + random.nextInt(rest.length - i);
      add(rest[drawn]);
      rest[drawn] = rest[i];
    }
  }

  private void add(int port) {
    if (!isFull() && !taken.get(port)) {
      taken.set(port);
      ports[size++] = port;
    }
  }

  private boolean isFull() {
    return size == ports.length;
  }

  private static int wrapped(int port) {
    return LOWEST + Math.floorMod(port - LOWEST, HIGHEST - LOWEST + 1);
  }
}
