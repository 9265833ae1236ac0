package org.rop2p.proxy.setup;

/**
 * What came of something that a person asked for.
 *
 * @param sentence for people, one, with the remedy if there is one
 */
public record Outcome(boolean ok, String sentence) {
  static Outcome done(String sentence) {
    return new Outcome(true, sentence);
  }

  static Outcome failed(String sentence) {
    return new Outcome(false, sentence);
  }
}
