package org.rop2p.proxy.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which key a person may have meant. Pure. */
final class NearestKey {
  /** One slip in so many letters is a slip; more is another word. */
  private static final int LETTERS_A_SLIP = 4;

  /** Longer ones are nobody's slip, and comparing them costs. */
  private static final int LONGEST = 100;

  private NearestKey() {}

  /**
   * The most alike.
   *
   * @param key as written, {@code section.key} or without its section
   * @param known as {@code section.key}
   */
  static Optional<String> of(String key, Collection<String> known) {
    if (key.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> slips(key, candidate) <= tolerated(last(key)))
        .min(
            Comparator.<String>comparingInt(candidate -> slips(key, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A wrong section counts as one slip. */
  private static int slips(String key, String candidate) {
    return Math.min(Slips.between(key, candidate), Slips.between(last(key), last(candidate)) + 1);
  }

  private static int tolerated(String word) {
    return Math.max(2, word.length() / LETTERS_A_SLIP);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
