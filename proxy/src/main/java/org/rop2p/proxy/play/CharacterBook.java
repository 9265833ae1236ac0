package org.rop2p.proxy.play;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The latest view of every character that plays through this process. Thread-safe. */
public final class CharacterBook {
  private final ConcurrentMap<Object, CharacterView> views = new ConcurrentHashMap<>();

  /** By account. */
  public List<CharacterView> views() {
    return views.values().stream().sorted(Comparator.comparingInt(CharacterView::account)).toList();
  }

  /** A session shows its view in place of its last one. */
  void show(Object session, CharacterView view) {
    views.put(session, view);
  }

  /** A session is over. */
  void close(Object session) {
    views.remove(session);
  }
}
