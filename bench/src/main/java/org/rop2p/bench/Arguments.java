package org.rop2p.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What every benchmark demands of its arguments; each refusal is one sentence. */
public final class Arguments {
  private Arguments() {}

  /**
   * Refuses a number outside of a range.
   *
   * @param least smallest allowed
   * @param most largest allowed
   */
  public static void requireRange(
      CommandSpec spec, String option, Number value, int least, int most) {
    if (value.doubleValue() < least || value.doubleValue() > most) {
      throw new ParameterException(
          spec.commandLine(), "%s is %s: give %d to %d".formatted(option, value, least, most));
    }
  }

  /** Refuses what is no folder of recorded sessions. */
  public static void requireRecordings(CommandSpec spec, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no folder %s: name that of the recorded sessions".formatted(folder));
    }
  }
}
