package org.rop2p.proxy.relay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rop2p.codec.ServerKind;
import org.rop2p.proxy.trouble.Trouble;

/**
 * What was wrong with the latest connection of each kind. A client tries again by a new one, so
 * that the next one tells whether it is over. Thread-safe.
 */
public final class RelayTroubles {
  private final Map<ServerKind, String> unreachable = new ConcurrentHashMap<>();
  private final Map<ServerKind, String> unread = new ConcurrentHashMap<>();

  /** The server could not be connected. */
  void unreachable(ServerKind kind, String sentence) {
    unreachable.put(kind, sentence);
  }

  /** A client and its server are joined, and nothing was lost yet. */
  void joined(ServerKind kind) {
    unreachable.remove(kind);
    unread.remove(kind);
  }

  /** The connection's frames cannot be told apart any more. */
  void unread(ServerKind kind, String sentence) {
    unread.putIfAbsent(kind, sentence); // the other direction mostly follows
  }

  /** What is wrong now. */
  public List<Trouble> now() {
    return Stream.concat(
            unreachable.values().stream()
                .map(sentence -> new Trouble(Trouble.Topic.SERVER, sentence)),
            unread.values().stream().map(sentence -> new Trouble(Trouble.Topic.CLIENT, sentence)))
        .toList();
  }
}
