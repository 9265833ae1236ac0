package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Links a pair and sends some messages both ways. */
final class PairTrial {
  /** More than the setup timeout of an endpoint, 20 s. */
  static final Duration SETUP = Duration.ofSeconds(40);

  private static final int MESSAGES = 20;
  private static final int INTERVAL_MILLIS = 5;
  private static final Duration DELIVERY = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 50;

  /** A message that comes twice comes soon. */
  private static final long SETTLE_MILLIS = 200;

  private PairTrial() {}

  /**
   * Blocks until the pair is judged.
   *
   * @throws IOException if a host of the lab does not answer
   */
  static Attempt run(Lab lab, Trial trial) throws IOException, InterruptedException {
    try (Conversation conversation = lab.converse(trial.pair(), trial.means())) {
      return talk(conversation, trial.expected());
    }
  }

  /** The same on a link that has just begun. */
  static Attempt talk(Conversation conversation, Outcome expected)
      throws IOException, InterruptedException {
    Optional<Conversation.Up> up = conversation.awaitUp(SETUP);
    if (up.isEmpty()) {
      return Attempt.noLink(expected);
    }
    conversation.send(Channel.RELIABLE, MESSAGES, INTERVAL_MILLIS);
    long end = System.nanoTime() + DELIVERY.toNanos();
    while (!delivered(conversation.tallies()) && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
    Thread.sleep(SETTLE_MILLIS);
    Map<Side, Tally.Counted> counted = conversation.tallies();
    return new Attempt(
        up.get().path(),
        OptionalInt.of(up.get().setupMillis()),
        counted.values().stream().mapToInt(at -> MESSAGES - at.received()).sum(),
        counted.values().stream().mapToInt(Tally.Counted::doubled).sum(),
        expected);
  }

  private static boolean delivered(Map<Side, Tally.Counted> counted) {
    return counted.values().stream().allMatch(end -> end.received() >= MESSAGES);
  }
}
