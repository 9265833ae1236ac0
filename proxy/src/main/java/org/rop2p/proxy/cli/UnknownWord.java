package org.rop2p.proxy.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.rop2p.proxy.config.Slips;
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
    Optional<String> near =
        known.stream().min(Comparator.comparingInt(name -> Slips.between(word, name)));
    return near.filter(name -> Slips.between(word, name) <= MOST_SLIPS)
        .map(" (did you mean %s?)"::formatted)
        .orElse("");
  }
}
