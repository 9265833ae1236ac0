package org.rop2p.proxy.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.relay.Unreachable;

/** Tells at the start, not at the first login, that the game server cannot be reached. */
final class ServerCheck {
  /** A server farther away than this is not played on. */
  private static final int PATIENCE_MILLIS = 5_000;

  private ServerCheck() {}

  /**
   * Connects once, and closes again without a byte: the one connection that a start costs. rAthena
   * bans an address for a handful of connections within 3 s; the JVM's own start spaces such
   * attempts, and the proxy makes no other before a client speaks.
   *
   * @param server resolved; of a name with several addresses, the one that will be played on
   * @throws ProxyStartException when nobody answers
   */
  static void reach(InetSocketAddress server) {
    try (Socket socket = new Socket()) {
      socket.connect(server, PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new ProxyStartException(Unreachable.login(server, e), e);
    }
  }
}
