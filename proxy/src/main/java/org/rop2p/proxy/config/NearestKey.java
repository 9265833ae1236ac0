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
    return Math.min(distance(key, candidate), distance(last(key), last(candidate)) + 1);
  }

  private static int tolerated(String word) {
    return Math.max(2, word.length() / LETTERS_A_SLIP);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Letters to be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[other.length()];
  }
}
