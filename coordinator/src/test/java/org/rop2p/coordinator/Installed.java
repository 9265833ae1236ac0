package org.rop2p.coordinator;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that tests need and that are not everywhere. */
final class Installed {
  private Installed() {}

  /** Where it is; the test is skipped, with a sentence, where there is none. */
  static String program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    // Servers are in folders that not everybody's PATH has.
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(
            () -> {
              String why = name + " is not installed: what needs it is not tested";
              System.err.println(why);
              return Assumptions.abort(why);
            });
  }
}
