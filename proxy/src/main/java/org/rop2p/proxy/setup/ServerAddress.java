package org.rop2p.proxy.setup;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * What a person types to say where to play: a game server, or a coordinator that knows it. Pure; no
 * name is looked up.
 */
public sealed interface ServerAddress {
  /**
   * A game server.
   *
   * @param address unresolved
   */
  record Game(InetSocketAddress address) implements ServerAddress {}

  /**
   * A coordinator.
   *
   * @param restApi its REST root, {@code http(s)://…/api/v1}
   */
  record Coordinator(URI restApi) implements ServerAddress {}

  /**
   * Nothing that one can play with.
   *
   * @param sentence with the remedy
   */
  record Unusable(String sentence) implements ServerAddress {}

  /** Reads it. */
  static ServerAddress of(String typed) {
    return AddressReader.read(typed.strip());
  }
}
