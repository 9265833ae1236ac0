package org.rop2p.proxy.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.relay.Listeners;

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
      throw new ProxyStartException(sentence(e).formatted(Listeners.text(server)), e);
    }
  }

  private static String sentence(IOException problem) {
    if (problem instanceof ConnectException) {
      return "the game server %s refuses the connection: check the port in --server, and ask whether"
          + " it is up";
    }
    if (problem instanceof SocketTimeoutException) {
      return "the game server %s does not answer: check --server, and ask whether it is up";
    }
    return "the game server %s cannot be reached: check --server and this machine's network";
  }
}
