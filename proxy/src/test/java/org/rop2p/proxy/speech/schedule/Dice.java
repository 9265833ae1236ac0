package org.rop2p.proxy.speech.schedule;

import java.util.SplittableRandom;

/** Everything random in a schedule comes from one number. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  SplittableRandom random() {
    return random;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }

  /** Around {@code mean}, sometimes much more. */
  int about(int mean) {
    return (int) Math.min(10L * mean, Math.round(-Math.log(1 - random.nextDouble()) * mean));
  }
}
