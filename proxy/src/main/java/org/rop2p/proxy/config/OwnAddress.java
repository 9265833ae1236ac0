package org.rop2p.proxy.config;

import java.net.InetSocketAddress;

/** Whether a game server's address is the proxy's own. Pure. */
public final class OwnAddress {
  private OwnAddress() {}

  /**
   * Whether who connects there reaches the proxy.
   *
   * @param server resolved
   * @param listen resolved; with port 0 nobody can know it
   */
  public static boolean is(InetSocketAddress server, InetSocketAddress listen) {
    return listen.getPort() != 0
        && server.getPort() == listen.getPort()
        && (server.getAddress().equals(listen.getAddress())
            || (listen.getAddress().isAnyLocalAddress()
                && server.getAddress().isLoopbackAddress()));
  }
}
