package org.rop2p.proxy.doctor;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What all checks come to. Pure. */
public enum Verdict {
  /** Nothing is wrong. */
  GOOD,
  /** The game can be played; links to other players suffer, or something may be wrong. */
  LIMITED,
  /** The game cannot be played. */
  BAD;

  /** As in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Verdict of(List<Check> checks) {
    if (checks.stream().anyMatch(Verdict::isFatal)) {
      return BAD;
    }
    return checks.stream().anyMatch(Verdict::isFlaw) ? LIMITED : GOOD;
  }

  /** One sentence that names what has to be mended. */
  static String sentence(List<Check> checks) {
    return switch (of(checks)) {
      case GOOD -> "All is well: you can play.";
      case LIMITED -> "You can play, with limits: " + titles(checks, Verdict::isFlaw) + ".";
      case BAD -> "You cannot play yet; to be mended: " + titles(checks, Verdict::isFatal) + ".";
    };
  }

  private static boolean isFatal(Check check) {
    return check.topic().isVital() && check.status() == Status.FAIL;
  }

  private static boolean isFlaw(Check check) {
    return check.status() == Status.FAIL || check.status() == Status.WARN;
  }

  private static String titles(List<Check> checks, Predicate<Check> which) {
    return checks.stream()
        .filter(which)
        .map(check -> check.topic().title())
        .collect(Collectors.joining(", "));
  }
}
