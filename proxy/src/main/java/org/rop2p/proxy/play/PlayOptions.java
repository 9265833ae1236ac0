package org.rop2p.proxy.play;

import org.rop2p.proxy.words.P2pSwitch;
import org.rop2p.proxy.words.WordsSettings;

/**
 * What a character's session has to do with its player, besides the game.
 *
 * @param words what is said in the game, and heard there
 * @param ownSwitch what {@code ~p2p on} and {@code off} work
 * @param book where views are shown
 */
public record PlayOptions(WordsSettings words, P2pSwitch ownSwitch, CharacterBook book) {
  /** Says nothing, listens to nothing, shows its views to nobody. */
  public static PlayOptions silent() {
    return new PlayOptions(WordsSettings.SILENT, P2pSwitch.ALWAYS_ON, new CharacterBook());
  }
}
