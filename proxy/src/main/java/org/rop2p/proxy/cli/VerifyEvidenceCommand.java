package org.rop2p.proxy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.evidence.EvidenceFile;
import org.rop2p.proxy.evidence.EvidenceLine;
import org.rop2p.proxy.evidence.LineVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ro-p2p verify-evidence}: which lines of a file their authors have signed. */
@Command(
    name = "verify-evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Check the signatures of a file that play --evidence wrote. Prints for each line: account, the"
          + " author's time (UTC), signing key, OK or FORGED, map, text. OK means that the owner of the"
          + " key has signed it; whether the key was the account's at that time is in the"
          + " coordinator's audit log. Exit code 1 when any line is not OK."
    })
final class VerifyEvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file of evidence.")
  private Path file;

  @Override
  public Integer call() {
    List<String> lines;
    try {
      lines = EvidenceFile.rawLines(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    LineVerifier verifier = new LineVerifier();
    int bad = 0;
    for (int i = 0; i < lines.size(); i++) {
      try {
        EvidenceLine line = EvidenceLine.parse(lines.get(i));
        boolean genuine = line.genuine(verifier);
        bad += genuine ? 0 : 1;
        out.println(words(line, genuine));
      } catch (IllegalArgumentException e) {
        bad++;
        out.printf("line %d is UNREADABLE: %s%n", i + 1, e.getMessage());
      }
    }
    out.printf("%d lines, %d of them not OK%n", lines.size(), bad);
    out.flush();
    return bad == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** The text is that which is signed; what the file shows for people may be anything. */
  private static String words(EvidenceLine line, boolean genuine) {
    return "%s %s %s %s %s %s"
        .formatted(
            Integer.toUnsignedString(line.line().author()),
            Instant.ofEpochSecond(line.line().at()),
            line.signingKey(),
            genuine ? "OK" : "FORGED",
            line.line().zone(),
            printable(line.line().text()));
  }

  /** A terminal may take the control characters of Latin-1 for commands. */
  private static String printable(RawText text) {
    return text.toString().replaceAll("\\p{Cc}", ".");
  }
}
