package org.rop2p.proxy.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether this machine's clock goes as the coordinator's: tokens and signed lines bear times. Pure.
 */
final class ClockCheck {
  /** Less than what tokens and signatures tolerate. */
  private static final Duration TOLERATED = Duration.ofMinutes(2);

  private ClockCheck() {}

  static Check judge(List<CoordinatorAnswer> answers) {
    Optional<Duration> ahead =
        answers.stream().flatMap(answer -> answer.ahead().stream()).findFirst();
    if (ahead.isEmpty()) {
      return Check.skipped(
          Topic.CLOCK, "There is no clock to compare with: no coordinator told its time.");
    }
    Duration off = ahead.get();
    if (off.abs().compareTo(TOLERATED) < 0) {
      return Check.ok(Topic.CLOCK, "This machine's clock agrees with the coordinator's.");
    }
    return Check.warn(
        Topic.CLOCK,
        "This machine's clock is %s %s the coordinator's."
            .formatted(words(off.abs()), off.isNegative() ? "ahead of" : "behind"),
        "Let the system set the clock by the internet; logins may be refused and signed lines not"
            + " believed meanwhile.");
  }

  private static String words(Duration off) {
    long minutes = off.toMinutes();
    return minutes < 120 ? minutes + " minutes" : off.toHours() + " hours";
  }
}
