package org.rop2p.proxy.config;

import java.net.InetSocketAddress;

/** Reads {@code HOST[:PORT]} as a person writes it. */
public final class HostPort {
  private HostPort() {}

  /** As {@link #parse}; port 0 lets the system choose. */
  public static InetSocketAddress parseListen(String text, int defaultPort) {
    return parse(text, defaultPort, 0);
  }

  /**
   * Where clients connect, as {@link #parseListen}, the login port unless told otherwise; resolved
   * unless this machine does not know the name.
   */
  public static InetSocketAddress listen(String text) {
    InetSocketAddress address = parseListen(text, ProxyConfig.LOGIN_PORT);
    return new InetSocketAddress(address.getHostString(), address.getPort());
  }

  /**
   * The address, unresolved.
   *
   * @throws IllegalArgumentException with a sentence when the text has another form
   */
  public static InetSocketAddress parse(String text, int defaultPort) {
    return parse(text, defaultPort, 1);
  }

  private static InetSocketAddress parse(String text, int defaultPort, int lowestPort) {
    int colon = text.lastIndexOf(':');
    boolean portGiven = colon >= 0 && text.indexOf(':') == colon;
    String host = portGiven ? text.substring(0, colon) : text;
    if (host.isBlank() || text.contains("/") || host.contains(" ") || host.contains(":")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a server address: write HOST or HOST:PORT");
    }
    if (!portGiven) {
      return InetSocketAddress.createUnresolved(host, defaultPort);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port >= lowestPort && port <= 0xFFFF) {
        return InetSocketAddress.createUnresolved(host, port);
      }
    } catch (NumberFormatException e) {
      // falls through to the sentence below
    }
    throw new IllegalArgumentException(
        "'" + text + "' has no valid port: write a number from 1 to 65535 behind the colon");
  }
}
