package org.rop2p.proxy.words;

import java.util.Locale;
import java.util.Optional;
import org.rop2p.codec.view.RawText;

/** What a player asks of his proxy by a line of public chat. */
public enum Command {
  STATUS,
  ON,
  OFF,
  PEERS,
  /** A command, but none that is known. */
  HELP;

  private static final RawText SEPARATOR = RawText.ascii(" : ");

  /** In {@code |00~p2p} two characters of language code stand before what was typed. */
  private static final int CODE_LENGTH = 3;

  /** No command with its argument is longer. */
  private static final int MAX_LENGTH = 64;

  /**
   * Reads a line.
   *
   * @param text as the client sends it, {@code Name : what was typed}
   * @param name the own one; a line of another is no command
   * @param word with which commands begin; empty: nothing is one
   */
  public static Optional<Command> of(RawText text, RawText name, String word) {
    if (word.isEmpty() || name.length() == 0 || !text.startsWith(name.plus(SEPARATOR))) {
      return Optional.empty();
    }
    RawText typed = text.from(name.length() + SEPARATOR.length());
    if (typed.length() > CODE_LENGTH && typed.byteAt(0) == '|') {
      typed = typed.from(CODE_LENGTH);
    }
    if (typed.length() > MAX_LENGTH || typed.hasNul()) {
      return Optional.empty();
    }
    String[] parts = typed.toString().strip().split(" +", 2);
    if (!parts[0].equalsIgnoreCase(word)) {
      return Optional.empty();
    }
    String wish = parts.length < 2 ? "" : parts[1].strip().toLowerCase(Locale.ROOT);
    return Optional.of(
        switch (wish) {
          case "", "status" -> STATUS;
          case "on" -> ON;
          case "off" -> OFF;
          case "peers" -> PEERS;
          default -> HELP;
        });
  }
}
