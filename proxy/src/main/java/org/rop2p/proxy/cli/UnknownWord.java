package org.rop2p.proxy.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a word of the command line that nobody knows. */
final class UnknownWord {
  /** Slips of the finger: with more of them another word was meant. */
  private static final int MOST_SLIPS = 2;

  private UnknownWord() {}

  /** Names the word, and the one that was probably meant. */
  static String sentence(UnmatchedArgumentException problem) {
    CommandLine command = problem.getCommandLine();
    String word = problem.getUnmatched().get(0).replaceFirst("(?s)=.*", "");
    if (problem.isUnknownOption()) {
      return "Unknown option: '%s'%s"
          .formatted(word, meant(word, command.getCommandSpec().optionsMap().keySet()));
    }
    return command.getSubcommands().isEmpty()
        ? "'%s' belongs to no option".formatted(word)
        : "Unknown command: '%s'%s".formatted(word, meant(word, command.getSubcommands().keySet()));
  }

  private static String meant(String word, Collection<String> known) {
    Optional<String> near = known.stream().min(Comparator.comparingInt(name -> slips(word, name)));
    return near.filter(name -> slips(word, name) <= MOST_SLIPS)
        .map(" (did you mean %s?)"::formatted)
        .orElse("");
  }

  /** Characters put in, left out, replaced, or changed places with their neighbour. */
  private static int slips(String typed, String meant) {
    int[][] slips = new int[typed.length() + 1][meant.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= meant.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int replaced = typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1;
        slips[i][j] =
            Math.min(
                slips[i - 1][j - 1] + replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && typed.charAt(i - 1) == meant.charAt(j - 2)
            && typed.charAt(i - 2) == meant.charAt(j - 1)) {
          slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
        }
      }
    }
    return slips[typed.length()][meant.length()];
  }
}
