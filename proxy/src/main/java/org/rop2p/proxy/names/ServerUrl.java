package org.rop2p.proxy.names;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a STUN or TURN server is, as a coordinator names it: {@code stun:HOST[:PORT]}. Pure. */
public final class ServerUrl {
  /** The port of both unless told otherwise (RFC 8489 section 18.6, RFC 8656 section 2.2). */
  public static final int PORT = 3478;

  private ServerUrl() {}

  /**
   * The server, unresolved; empty if it is written in another way.
   *
   * @param scheme with its colon; may be left out
   */
  public static Optional<InetSocketAddress> parse(String url, String scheme) {
    String address = url.startsWith(scheme) ? url.substring(scheme.length()) : url;
    int colon = address.endsWith("]") ? -1 : address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    if (host.isBlank()) {
      return Optional.empty();
    }
    try {
      int port = colon < 0 ? PORT : Integer.parseInt(address.substring(colon + 1));
      return Optional.of(InetSocketAddress.createUnresolved(host, port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
