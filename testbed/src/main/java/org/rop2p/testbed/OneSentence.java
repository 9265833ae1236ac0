package org.rop2p.testbed;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs a program of which every problem is one sentence and no stack trace. */
public final class OneSentence {
  /** Exit code: what was asked for did not succeed. */
  public static final int FAILED = 1;

  /** Exit code: what was asked for cannot be done. */
  public static final int USAGE = 2;

  private OneSentence() {}

  /**
   * Everything but the end of the JVM.
   *
   * @param program its name, which begins the sentence
   * @param command what picocli reads and calls
   * @return the exit code
   */
  public static int run(
      String program, CommandLine command, PrintStream out, PrintStream err, String... args) {
    return command
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(
            (e, rejected) -> {
              err.println(program + ": " + e.getMessage() + "; --help lists what is allowed");
              return USAGE;
            })
        .setExecutionExceptionHandler(
            (e, failed, result) -> {
              err.println(program + ": " + e.getMessage());
              return FAILED;
            })
        .execute(args);
  }
}
