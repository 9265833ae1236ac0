package org.rop2p.testbed.demo.world;

import java.util.List;
import java.util.Locale;

/** Who plays: one account for each player. */
public final class Roster {
  static final String PASSWORD = "secret";

  private static final List<String> NAMES =
      List.of(
          "Alice", "Bob", "Carol", "Dave", "Erin", "Frank", "Grace", "Heidi", "Ivan", "Judy",
          "Mallory", "Niaj", "Olivia", "Peggy", "Rupert", "Sybil", "Trent", "Victor", "Wendy",
          "Zoe");

  private Roster() {}

  static String name(int index) {
    return index < NAMES.size() ? NAMES.get(index) : "Player" + index;
  }

  static String user(int index) {
    return name(index).toLowerCase(Locale.ROOT);
  }
}
