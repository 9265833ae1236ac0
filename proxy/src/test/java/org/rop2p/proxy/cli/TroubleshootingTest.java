package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What docs/troubleshooting.md quotes is what the program says: its words stand in the sources, or,
 * where it is put together from several, a test expects it word by word.
 */
class TroubleshootingTest {
  private static final List<Path> PROGRAM =
      Stream.of("proxy", "p2p-transport", "coordinator-client", "coordinator", "codec")
          .map(module -> Path.of("..", module, "src", "main", "java"))
          .toList();

  private static final List<Path> TESTS =
      List.of(
          Path.of("src", "test", "java", "org", "rop2p", "proxy", "cli"),
          Path.of("src", "test", "java", "org", "rop2p", "proxy", "doctor"),
          Path.of("..", "testbed", "src", "test", "java", "org", "rop2p", "testbed", "server"));

  @Test
  void everyQuotedSentenceIsOneOfTheProgram() throws IOException {
    String program = literals(PROGRAM);
    String tests = literals(TESTS);
    List<String> quoted = Troubleshooting.read().quoted();
    List<String> unknown =
        quoted.stream()
            .filter(quote -> !isIn(program, quote))
            .filter(quote -> !Troubleshooting.pattern(quote).matcher(tests).find())
            .toList();
    assertEquals(List.of(), unknown);
    assertTrue(quoted.size() > 40, "it quotes " + quoted.size());
  }

  private static boolean isIn(String program, String quote) {
    return Troubleshooting.words(quote).stream().allMatch(words -> program.contains(words.strip()));
  }

  /** Sources, with the texts that are written in pieces put together. */
  private static String literals(List<Path> roots) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
  }
}
