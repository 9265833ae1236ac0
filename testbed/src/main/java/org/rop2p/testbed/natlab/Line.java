package org.rop2p.testbed.natlab;

import java.util.List;

/**
 * One line between the judge and a peer program: a verb, the number of a link, and words, separated
 * by tabs.
 *
 * @param words none holds a tab or a line break
 */
record Line(String verb, int link, List<String> words) {
  private static final String SEPARATOR = "\t";

  Line {
    words = List.copyOf(words);
  }

  static Line of(String verb, int link, Object... words) {
    return new Line(verb, link, List.of(words).stream().map(String::valueOf).toList());
  }

  /**
   * @throws IllegalArgumentException if there is no verb or no number
   */
  static Line parse(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    if (parts.size() < 2 || parts.get(0).isEmpty()) {
      throw new IllegalArgumentException("A line of the lab has a verb and a link: " + text);
    }
    return new Line(parts.get(0), Integer.parseInt(parts.get(1)), parts.subList(2, parts.size()));
  }

  /**
   * @throws IllegalArgumentException if there are fewer words
   */
  String word(int index) {
    if (index >= words.size()) {
      throw new IllegalArgumentException("'" + verb + "' needs more words");
    }
    return words.get(index);
  }

  int number(int index) {
    return Integer.parseInt(word(index));
  }

  String text() {
    String head = verb + SEPARATOR + link;
    return words.isEmpty() ? head : head + SEPARATOR + String.join(SEPARATOR, words);
  }
}
