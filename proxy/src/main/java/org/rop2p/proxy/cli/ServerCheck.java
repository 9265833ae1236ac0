package org.rop2p.proxy.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.relay.Listeners;

/** Tells at the start, not at the first login, that the game server cannot be reached. */
final class ServerCheck {
  /** A server farther away than this is not played on. */
  private static final int PATIENCE_MILLIS = 5_000;

  private ServerCheck() {}

  /**
   * Connects once, and closes again without a byte.
   *
   * @param server resolved
   * @throws ProxyStartException when nobody answers
   */
  static void reach(InetSocketAddress server) {
    try (Socket socket = new Socket()) {
      socket.connect(server, PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new ProxyStartException(
          "the game server %s does not answer (%s): check --server and whether it is up"
              .formatted(Listeners.text(server), e.getMessage()),
          e);
    }
  }
}
