package org.rop2p.proxy.doctor;

import java.util.ArrayList;
import java.util.List;

/** All that was found, to be pasted for the admin. Pure but for the system's name. */
final class AdminText {
  private AdminText() {}

  static String of(Patient patient, List<Check> checks) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "ro-p2p %s, %s %s, Java %s"
            .formatted(
                patient.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version()));
    lines.add(Verdict.sentence(checks));
    for (Check check : checks) {
      lines.add(
          "[%s] %s: %s".formatted(check.status().label(), check.topic().title(), check.sentence()));
    }
    return Redaction.ofSystem(patient.config().p2p().security().jwtToken())
        .apply(String.join("\n", lines));
  }
}
