package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntPredicate;
import org.rop2p.transport.sim.NatKind.PortAllocation;

/** The outside ports of one NAT. */
final class PortAllocator {
  static final int MIN = 1_024;
  static final int MAX = 65_535;

  /** As carriers give to a subscriber. */
  static final int BLOCK = 512;

  private static final int SIZE = MAX - MIN + 1;

  private final PortAllocation allocation;
  private final Random random;
  private final Map<InetAddress, Integer> blocks = new HashMap<>();
  private int next;
  private int nextBlock;

  PortAllocator(PortAllocation allocation, Random random) {
    this.allocation = allocation;
    this.random = random;
    this.next = allocation == PortAllocation.SEQUENTIAL ? MIN + random.nextInt(SIZE) : MIN;
    this.nextBlock = allocation == PortAllocation.RANDOM_IN_BLOCK ? random.nextInt(BLOCK) : 0;
  }

  /** A free port for this inside endpoint; empty if there is none. */
  OptionalInt allocate(InetSocketAddress inside, IntPredicate free) {
    return switch (allocation) {
      case PRESERVING -> preserved(inside.getPort(), free);
      case SEQUENTIAL -> {
        OptionalInt port = firstFree(next, MIN, MAX, free);
        port.ifPresent(taken -> next = taken == MAX ? MIN : taken + 1);
        yield port;
      }
      case RANDOM -> firstFree(MIN + random.nextInt(SIZE), MIN, MAX, free);
      case RANDOM_FULLY -> firstFree(MIN + random.nextInt(1 << 16) % SIZE, MIN, MAX, free);
      case RANDOM_IN_BLOCK -> {
        int block = blocks.computeIfAbsent(inside.getAddress(), address -> newBlock());
        yield firstFree(block + random.nextInt(BLOCK), block, block + BLOCK - 1, free);
      }
    };
  }

  /** Blocks are given anew, others than before. */
  void reboot() {
    blocks.clear();
  }

  /** System ports stay system ports (RFC 4787 REQ-3). */
  private static OptionalInt preserved(int inside, IntPredicate free) {
    return inside < MIN ? firstFree(inside, 1, MIN - 1, free) : firstFree(inside, MIN, MAX, free);
  }

  /** From {@code start} upwards, then from {@code min}. */
  private static OptionalInt firstFree(int start, int min, int max, IntPredicate free) {
    int size = max - min + 1;
    for (int i = 0; i < size; i++) {
      int port = min + (start - min + i) % size;
      if (free.test(port)) {
        return OptionalInt.of(port);
      }
    }
    return OptionalInt.empty();
  }

  private int newBlock() {
    int count = SIZE / BLOCK;
    for (int i = 0; i < count; i++) {
      int block = MIN + nextBlock++ % count * BLOCK;
      if (!blocks.containsValue(block)) {
        return block;
      }
    }
    throw new IllegalStateException("More inside addresses than blocks of ports");
  }
}
