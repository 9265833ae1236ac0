package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What docs/troubleshooting.md quotes: lines that begin with {@code >}, {@code …} for anything. */
record Troubleshooting(List<String> quoted) {
  static final Path DOCUMENT = Path.of("..", "docs", "troubleshooting.md");

  private static final String QUOTE = "> ";
  private static final String ANYTHING = "…";

  /** What the terminal adds to many a sentence. */
  private static final String HINT =
      "(; ('ro-p2p play --help' lists what is allowed|the game goes on over the server)|\\.)?";

  static Troubleshooting read() {
    try {
      return new Troubleshooting(
          Files.readAllLines(DOCUMENT).stream()
              .filter(line -> line.startsWith(QUOTE))
              .map(line -> line.substring(QUOTE.length()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the sentence, with or without a hint behind it, can be found there. */
  void assertExplains(String sentence) {
    assertTrue(
        quoted.stream()
            .filter(quote -> quote.replace(ANYTHING, "").length() > ANYTHING.length() + 8)
            .anyMatch(quote -> Pattern.matches(pattern(quote) + HINT, sentence)),
        DOCUMENT + " does not quote: " + sentence);
  }

  /** The words of a quote that are the same each time. */
  static List<String> words(String quote) {
    return Arrays.stream(quote.split(ANYTHING, -1))
        .filter(part -> part.strip().length() > 3)
        .toList();
  }

  /** Of the quote in any text. */
  static Pattern pattern(String quote) {
    return Pattern.compile(
        Arrays.stream(quote.split(ANYTHING, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
