package org.rop2p.proxy.cli;

import java.net.InetSocketAddress;

/** Reads {@code HOST[:PORT]} as a person writes it. */
public final class HostPort {
  private HostPort() {}

  /**
   * The address, unresolved.
   *
   * @throws IllegalArgumentException with a sentence when the text has another form
   */
  public static InetSocketAddress parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean portGiven = colon >= 0 && text.indexOf(':') == colon;
    String host = portGiven ? text.substring(0, colon) : text;
    if (host.isBlank() || host.contains("/") || host.contains(" ") || host.contains(":")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a server address: write HOST or HOST:PORT");
    }
    if (!portGiven) {
      return InetSocketAddress.createUnresolved(host, defaultPort);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port >= 0 && port <= 0xFFFF) {
        return InetSocketAddress.createUnresolved(host, port);
      }
    } catch (NumberFormatException e) {
      // falls through to the sentence below
    }
    throw new IllegalArgumentException(
        "'" + text + "' has no valid port: write a number from 1 to 65535 behind the colon");
  }
}
