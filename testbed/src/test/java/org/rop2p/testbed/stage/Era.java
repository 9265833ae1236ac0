package org.rop2p.testbed.stage;

import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscationKeys;
import org.rop2p.codec.view.AcceptLogin;

/**
 * The client date of one session and the keys of its client and server.
 *
 * @param keys as on the command line
 * @param told what proxies are told about the date
 */
public record Era(PacketVersion version, KeyChoice keys, DateChoice told) {
  /** Proxies are told the date. */
  public Era(PacketVersion version, KeyChoice keys) {
    this(version, keys, DateChoice.of(version));
  }

  /** A session of plain ids whose proxies must find out the date. */
  public static Era toBeFound(PacketVersion version) {
    return new Era(version, KeyChoice.AUTO, DateChoice.AUTO);
  }

  /** As the command line's {@code --packetver} and {@code --keys}. */
  public static Era parse(String version, String keys) {
    return new Era(PacketVersion.parse(version), KeyChoice.parse(keys));
  }

  /** Whether login replies of that date carry a web auth token. */
  public boolean hasWebTokens() {
    return AcceptLogin.carriesToken(Protocol.of(version));
  }

  /** Whether packet ids to the map server are masked. */
  public boolean masked() {
    return keys.equals(KeyChoice.AUTO)
        ? ObfuscationKeys.of(version).isPresent()
        : !keys.equals(KeyChoice.OFF);
  }
}
