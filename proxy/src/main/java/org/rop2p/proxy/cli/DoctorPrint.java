package org.rop2p.proxy.cli;

import org.rop2p.proxy.doctor.Check;
import org.rop2p.proxy.doctor.Diagnosis;
import org.rop2p.proxy.doctor.Status;
import org.rop2p.proxy.doctor.Topic;

/** What the doctor says, for a terminal. Pure. */
final class DoctorPrint {
  private static final String RESET = "\u001B[0m";

  /** As wide as the longest title. */
  private static final int TITLE = longestTitle();

  private DoctorPrint() {}

  static String of(Diagnosis diagnosis, Colours colours) {
    StringBuilder out = new StringBuilder();
    for (Check check : diagnosis.checks()) {
      out.append(
          "%s  %s  %s%n"
              .formatted(
                  coloured(sign(check.status()), check.status(), colours),
                  padded(check.topic().title(), TITLE),
                  check.sentence()));
      check
          .remedy()
          .ifPresent(remedy -> out.append("%s%s%n".formatted(" ".repeat(TITLE + 6), remedy)));
    }
    return out.append(
            "%n%s%n%nTo paste for your server's admin, without secrets:%n%n%s%n"
                .formatted(diagnosis.sentence(), indented(diagnosis.text())))
        .toString();
  }

  private static String sign(Status status) {
    return switch (status) {
      case OK -> "ok";
      case WARN -> "! ";
      case FAIL -> "x ";
      case SKIPPED -> "- ";
    };
  }

  private static String coloured(String text, Status status, Colours colours) {
    if (colours == Colours.OFF) {
      return text;
    }
    String colour =
        switch (status) {
          case OK -> "\u001B[32m";
          case WARN -> "\u001B[33m";
          case FAIL -> "\u001B[31m";
          case SKIPPED -> "\u001B[2m";
        };
    return colour + text + RESET;
  }

  private static String indented(String text) {
    return text.indent(2).stripTrailing().replace("\n", System.lineSeparator());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static int longestTitle() {
    int longest = 0;
    for (Topic topic : Topic.values()) {
      longest = Math.max(longest, topic.title().length());
    }
    return longest;
  }
}
