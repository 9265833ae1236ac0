package org.rop2p.proxy.words;

import java.util.regex.Pattern;

/**
 * What the proxy says in the game of its own accord, and to what it listens there.
 *
 * @param enabled whether it says when P2P comes and goes; commands are answered all the same
 * @param command with which the player's own commands begin, {@code ~p2p} in {@code ~p2p status};
 *     empty: none
 */
public record WordsSettings(boolean enabled, String command) {
  // before the instances, whose constructor needs it
  private static final Pattern COMMAND = Pattern.compile("[!-~]{0,24}");

  /** Says and hears nothing: for replays, which compare every byte. */
  public static final WordsSettings SILENT = new WordsSettings(false, "");

  /** No server's command begins so, and nobody says it in a chat. */
  public static final WordsSettings DEFAULT = new WordsSettings(true, "~p2p");

  /**
   * Checks.
   *
   * @throws IllegalArgumentException with a sentence when the command cannot be one
   */
  public WordsSettings {
    if (!COMMAND.matcher(command).matches()) {
      throw new IllegalArgumentException(
          "words.command must be one word of at most 24 letters, digits or signs, such as ~p2p");
    }
  }
}
