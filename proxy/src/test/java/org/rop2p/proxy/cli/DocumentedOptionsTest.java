package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Options that documents for players name without their command are options of one. */
class DocumentedOptionsTest {
  private static final Pattern OPTION = Pattern.compile("`(--[^`]+)`");

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void isTaken(String option) {
    String first = option.replaceAll("\\[.*?]", "").replaceAll("\\|\\S+", "");
    assertTrue(Stream.of("play", "setup-client").anyMatch(each -> takes(each, first)), option);
  }

  /** Its name alone, or with a value. */
  private static boolean takes(String command, String option) {
    CommandLine line = RootCommand.commandLine();
    String name = option.split(" ", -1)[0];
    if (line.getSubcommands().get(command).getCommandSpec().findOption(name) == null) {
      return false;
    }
    if (!name.equals(option)) {
      line.parseArgs((command + " " + option).split(" ", -1));
    }
    return true;
  }

  static Set<String> options() throws IOException {
    Set<String> options = new TreeSet<>();
    for (String document :
        List.of("README.md", "docs/player-guide.md", "docs/troubleshooting.md", "docs/trust.md")) {
      OPTION
          .matcher(Files.readString(Path.of("..").resolve(document)))
          .results()
          .forEach(option -> options.add(option.group(1)));
    }
    return options;
  }
}
