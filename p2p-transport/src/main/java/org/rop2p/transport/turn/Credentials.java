package org.rop2p.transport.turn;

import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.LongTermKey;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** Long-term credentials at one server (RFC 8489 section 9.2): what it has told, and the key. */
final class Credentials {
  /** RFC 8489 sections 14.9 and 14.10: fewer than 128 characters. */
  private static final int MAX_TEXT = 127;

  private final TurnServer server;
  private String realm;
  private String nonce;
  private byte[] key;

  Credentials(TurnServer server) {
    this.server = server;
  }

  /** Whether the server has told its realm, so that requests can be signed. */
  boolean areKnown() {
    return key != null;
  }

  /**
   * Takes realm and nonce of a first 401; later ones have no say, for anybody may forge them.
   *
   * @return false if they are missing or too long
   */
  boolean challenge(StunMessage message) {
    String told = message.text(StunAttribute.REALM).orElse("");
    if (areKnown() || told.isEmpty() || told.length() > MAX_TEXT || !renew(message)) {
      return false;
    }
    realm = told;
    key = LongTermKey.of(server.username(), realm, server.password());
    return true;
  }

  /**
   * Takes the nonce of a 401 or 438.
   *
   * @return false if it is missing or too long
   */
  boolean renew(StunMessage message) {
    String told = message.text(StunAttribute.NONCE).orElse("");
    if (told.isEmpty() || told.length() > MAX_TEXT) {
      return false;
    }
    nonce = told;
    return true;
  }

  /** Puts the integrity on, once the key is known. */
  void sign(StunWriter writer) {
    if (areKnown()) {
      writer
          .username(server.username())
          .text(StunAttribute.REALM, realm)
          .text(StunAttribute.NONCE, nonce)
          .integrity(key);
    }
  }

  /** Whether this comes from somebody who knows the password. */
  boolean prove(StunMessage message) {
    return areKnown() && message.isIntact(key);
  }
}
