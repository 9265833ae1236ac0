package org.rop2p.testbed.era;

import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscationKeys;
import org.rop2p.codec.view.AcceptLogin;

/**
 * The client date of one session and the keys of its client and server.
 *
 * @param keys as on the command line
 */
record Era(PacketVersion version, KeyChoice keys) {
  static Era parse(String version, String keys) {
    return new Era(PacketVersion.parse(version), KeyChoice.parse(keys));
  }

  boolean hasWebTokens() {
    return AcceptLogin.carriesToken(Protocol.of(version));
  }

  /** Whether packet ids to the map server are masked. */
  boolean masked() {
    return keys.equals(KeyChoice.AUTO)
        ? ObfuscationKeys.of(version).isPresent()
        : !keys.equals(KeyChoice.OFF);
  }
}
