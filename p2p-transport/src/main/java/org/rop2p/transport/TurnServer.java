package org.rop2p.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;

/**
 * A TURN server over UDP and what it knows us by (RFC 8656 section 5).
 *
 * @param address resolved
 * @param username 1 to 508 bytes of UTF-8; with coturn's REST credentials the time of expiry and
 *     the user, {@code 1700000000:ann}
 * @param password not empty
 */
public record TurnServer(InetSocketAddress address, String username, String password) {
  /** RFC 8489 section 14.3: fewer than 509 bytes. */
  private static final int MAX_USERNAME = 508;

  /**
   * @throws IllegalArgumentException in words for people
   */
  public TurnServer {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "The TURN server " + address.getHostString() + " has no address: check its name");
    }
    if (address.getPort() == 0) {
      throw new IllegalArgumentException(
          "The TURN server " + address.getHostString() + " needs a port: 3478 is the usual one");
    }
    int length = username.getBytes(UTF_8).length;
    if (length == 0 || length > MAX_USERNAME) {
      throw new IllegalArgumentException(
          "The user name for the TURN server "
              + address.getHostString()
              + " has 1 to "
              + MAX_USERNAME
              + " bytes, not "
              + length);
    }
    if (password.isEmpty()) {
      throw new IllegalArgumentException(
          "The TURN server "
              + address.getHostString()
              + " needs a password: take it from the server's operator");
    }
  }

  /** Without the password, so that no log shows it. */
  @Override
  public String toString() {
    return username + "@" + address;
  }
}
