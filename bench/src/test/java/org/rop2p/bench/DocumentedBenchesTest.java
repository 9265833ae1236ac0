package org.rop2p.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measuring takes minutes; whether the words are known that documents give, a moment. */
class DocumentedBenchesTest {
  private static final Pattern TYPED = Pattern.compile("`scripts/bench([^`]*)`");

  /** Its refusal names every word that is unknown. */
  @ParameterizedTest(name = "scripts/bench {0}")
  @MethodSource("documented")
  void itsWordsAreKnown(String words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(2, BenchMain.run(out, out, (words + " --no-such-option").strip().split(" ", -1)));
    assertEquals(
        "bench: Unknown option: '--no-such-option'; --help lists what is allowed",
        said.toString(StandardCharsets.UTF_8).strip());
  }

  @ParameterizedTest(name = "scripts/bench {0} --help")
  @MethodSource("documented")
  void itsHelpIsGiven(String words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(0, BenchMain.run(out, out, (words + " --help").strip().split(" ", -1)));
    assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("Usage: bench"), said::toString);
  }

  static Set<String> documented() throws IOException {
    Set<String> words = new TreeSet<>();
    Path root = Path.of("..");
    try (Stream<Path> documents = Files.walk(root.resolve("docs"))) {
      for (Path document :
          Stream.concat(Stream.of(root.resolve("README.md")), documents)
              .filter(file -> file.toString().endsWith(".md"))
              .toList()) {
        TYPED
            .matcher(Files.readString(document))
            .results()
            .forEach(bench -> words.add(bench.group(1).strip()));
      }
    }
    return words;
  }
}
