package org.rop2p.proxy.steps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The server's frames that show somebody sitting down, while the client still shows him walking
 * there. At most one for each unit in view. Confined to one thread.
 */
final class SittersToCome {
  /** The server's bytes about one unit. */
  record Sitter(int unit, byte[] frame, long at) {}

  private final Map<Integer, Sitter> byUnit = new HashMap<>();

  void add(int unit, byte[] frame, long at) {
    byUnit.put(unit, new Sitter(unit, frame, at));
  }

  /** The one about this unit, or null; it is forgotten. */
  Sitter take(int unit) {
    return byUnit.remove(unit);
  }

  /** Those whose time has come by {@code now}; they are forgotten. */
  List<Sitter> due(long now) {
    List<Sitter> due = byUnit.values().stream().filter(sitter -> sitter.at() <= now).toList();
    due.forEach(sitter -> byUnit.remove(sitter.unit()));
    return due;
  }

  void clear() {
    byUnit.clear();
  }
}
