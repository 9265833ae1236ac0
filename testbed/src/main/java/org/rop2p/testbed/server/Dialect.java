package org.rop2p.testbed.server;

import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/** What the clients of one server say, and in which forms they are answered. Immutable. */
record Dialect(Protocol protocol, ClientPackets clientPackets, KeyChoice keys) {
  /**
   * @param keys of packets to a map server; no other server's clients mask theirs
   */
  static Dialect of(ServerKind kind, Protocol protocol, KeyChoice keys) {
    return new Dialect(
        protocol, ClientPackets.of(kind, protocol), kind == ServerKind.MAP ? keys : KeyChoice.OFF);
  }

  /** The ids of a new connection. */
  ObfuscatedIds openIds() {
    return keys.openEndpoint(protocol);
  }
}
