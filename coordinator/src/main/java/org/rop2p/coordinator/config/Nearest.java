package org.rop2p.coordinator.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a misspelt one most likely stands for. */
final class Nearest {
  private Nearest() {}

  /** Empty if none is near: more than a third of the word differs. */
  static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(word, name) <= Math.max(2, name.length() / 3))
        .filter(name -> distance(word, name) < Math.max(word.length(), name.length()) - 1)
        .min(Comparator.comparingInt(name -> distance(word, name)));
  }

  /** Levenshtein's: how many letters are added, dropped or changed. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
