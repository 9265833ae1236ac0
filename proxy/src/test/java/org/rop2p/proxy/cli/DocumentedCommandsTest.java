package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the documents tell a person to type is understood, and every script they name is there.
 */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");

  /** A line of an indented block, up to its explanation; or words between backticks. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)(?:^ {4,}|`)((?:ro-p2p|scripts/(?:play|packets|verify-evidence|replay)) [^`\\n]*?)"
              + "(?:`| {2,}.*$| # .*$|$)");

  /** What protocols sign or salt with is no command. */
  private static final Pattern LABEL = Pattern.compile("ro-p2p (login|seal|line) \\d+");

  private static final Pattern SCRIPT = Pattern.compile("scripts/[a-z-]+\\b(?!\\.|/)");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void isUnderstood(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceAll("[\\[\\]]", ""));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    String program = words.remove(0);
    if (program.startsWith("scripts/")) {
      words.add(0, program.substring("scripts/".length()));
    }
    words.remove("--p2p"); // of the script, which has a coordinator at hand
    assertDoesNotThrow(() -> RootCommand.commandLine().parseArgs(words.toArray(String[]::new)));
  }

  static Set<String> commands() throws IOException {
    Set<String> commands = new LinkedHashSet<>();
    for (String text : documents()) {
      Matcher command = COMMAND.matcher(text);
      while (command.find()) {
        if (!command.group(1).contains("…") && !LABEL.matcher(command.group(1)).matches()) {
          commands.add(command.group(1).strip());
        }
      }
    }
    return commands;
  }

  @Test
  void thereAreSome() throws IOException {
    assertTrue(commands().size() >= 10, () -> "found too few: they are written otherwise now");
  }

  @Test
  void everyScriptIsThereAndCanBeStarted() throws IOException {
    Set<String> scripts = new LinkedHashSet<>();
    for (String text : documents()) {
      Matcher script = SCRIPT.matcher(text);
      while (script.find()) {
        scripts.add(script.group());
      }
    }
    assertTrue(scripts.size() >= 8, scripts::toString);
    for (String script : scripts) {
      Path file = ROOT.resolve(script);
      assertTrue(
          Files.isDirectory(file) || Files.isExecutable(file), script + " is not there to start");
    }
  }

  private static List<String> documents() throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add(Files.readString(ROOT.resolve("README.md")));
    texts.add(Files.readString(ROOT.resolve("CONTRIBUTING.md")));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        texts.add(Files.readString(file).replaceAll("(?m)^>.*$", ""));
      }
    }
    return texts;
  }
}
