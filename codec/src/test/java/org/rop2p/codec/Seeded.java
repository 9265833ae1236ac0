package org.rop2p.codec;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Tests with random input: another at each run, and what fails names the seed. {@code -Dseed=N}
 * repeats that one alone.
 */
public final class Seeded {
  private static final Long GIVEN = Long.getLong("seed");

  private Seeded() {}

  /** Runs {@code body} with {@code times} random sources. */
  public static void times(int times, Consumer<Random> body) {
    long first = GIVEN == null ? System.nanoTime() : GIVEN;
    for (long seed = first; seed < first + (GIVEN == null ? times : 1); seed++) {
      try {
        body.accept(new Random(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** Up to {@code max} random bytes. */
  public static byte[] bytes(Random random, int max) {
    byte[] bytes = new byte[random.nextInt(max + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
