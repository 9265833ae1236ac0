package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.doctor.Check;
import org.rop2p.proxy.doctor.Diagnosis;
import org.rop2p.proxy.doctor.Status;
import org.rop2p.proxy.doctor.Topic;
import org.rop2p.proxy.doctor.Verdict;

class DoctorPrintTest {
  private static final Diagnosis LIMITED =
      new Diagnosis(
          Verdict.LIMITED,
          "You can play, with limits: UDP.",
          List.of(
              new Check(Topic.JAVA, Status.OK, "Java 17, 64 bit.", Optional.empty()),
              new Check(Topic.UDP, Status.FAIL, "UDP is blocked.", Optional.of("Let it out.")),
              new Check(Topic.NAT, Status.WARN, "Hard.", Optional.of("Ask.")),
              new Check(Topic.MAPPING, Status.SKIPPED, "Not asked.", Optional.empty())),
          "first\nsecond");

  @Test
  void alignedAndInWords() {
    assertEquals(
        """
        ok  Java          Java 17, 64 bit.
        x   UDP           UDP is blocked.
                          Let it out.
        !   NAT           Hard.
                          Ask.
        -   Port mapping  Not asked.

        You can play, with limits: UDP.

        To paste for your server's admin, without secrets:

          first
          second
        """
            .lines()
            .toList(),
        DoctorPrint.of(LIMITED, Colours.OFF).lines().toList());
  }

  @Test
  void coloursAddNothingButColours() {
    String coloured = DoctorPrint.of(LIMITED, Colours.ON);
    assertTrue(coloured.contains("\u001B[31mx \u001B[0m"));
    assertEquals(DoctorPrint.of(LIMITED, Colours.OFF), coloured.replaceAll("\u001B\\[[0-9]+m", ""));
  }
}
