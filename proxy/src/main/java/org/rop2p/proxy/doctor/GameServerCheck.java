package org.rop2p.proxy.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.rop2p.proxy.config.OwnAddress;
import org.rop2p.proxy.names.Names;

/**
 * Whether the game server can be reached: one connection without a byte, as rAthena bans an address
 * that makes a handful within 3 s.
 */
final class GameServerCheck {
  private static final Duration LOOK_UP = Duration.ofSeconds(3);

  /** A server farther away than this is not played on. */
  private static final int CONNECT_MILLIS = 4_000;

  /** Who speaks first, or hangs up, does so at once. */
  private static final int LISTEN_MILLIS = 500;

  private GameServerCheck() {}

  /** What the server did after it had been connected to. */
  enum Manner {
    /** It waited for us to speak, as a login server does. */
    SILENT,
    /** It spoke first. */
    SPOKE,
    /** It closed the connection. */
    CLOSED
  }

  /**
   * Looks; blocks.
   *
   * @param server may be unresolved, empty if none is named
   */
  static Check look(Optional<InetSocketAddress> server, InetSocketAddress listen) {
    if (server.isEmpty()) {
      return Check.fail(
          Topic.SERVER,
          "No game server is named.",
          "Name it with --server HOST, or the address of its coordinator.");
    }
    InetSocketAddress name = server.get();
    Optional<InetSocketAddress> address = Names.lookUp(name, LOOK_UP);
    if (address.isEmpty()) {
      return Check.fail(
          Topic.SERVER,
          "The name %s is not known.".formatted(name.getHostString()),
          "Check its spelling, and whether other web pages open.");
    }
    return isOurselves(address.get(), listen)
        ? Check.fail(
            Topic.SERVER,
            "%s is where ro-p2p itself listens.".formatted(text(name)),
            "Name the game server's own address.")
        : connect(name, address.get());
  }

  /** Whether the proxy would be its own server. */
  static boolean isOurselves(InetSocketAddress server, InetSocketAddress listen) {
    return !listen.isUnresolved() && OwnAddress.is(server, listen);
  }

  private static Check connect(InetSocketAddress name, InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return judge(name, manner(socket));
    } catch (IOException e) {
      return unreachable(name, e);
    }
  }

  private static Manner manner(Socket socket) throws IOException {
    socket.setSoTimeout(LISTEN_MILLIS);
    try {
      return socket.getInputStream().read() < 0 ? Manner.CLOSED : Manner.SPOKE;
    } catch (SocketTimeoutException e) {
      return Manner.SILENT;
    } catch (IOException e) {
      return Manner.CLOSED;
    }
  }

  static Check judge(InetSocketAddress name, Manner manner) {
    return switch (manner) {
      case SILENT ->
          Check.ok(
              Topic.SERVER,
              "%s answers and waits for the client to speak, as a login server does."
                  .formatted(text(name)));
      case SPOKE ->
          Check.warn(
              Topic.SERVER,
              "%s answers, but speaks first, which no login server does.".formatted(text(name)),
              "Check the port: a login server usually has 6900.");
      case CLOSED ->
          Check.warn(
              Topic.SERVER,
              "%s takes the connection and closes it at once.".formatted(text(name)),
              "Wait ten minutes: rAthena shuts out who connects too often; if it stays so, check"
                  + " address and port.");
    };
  }

  static Check unreachable(InetSocketAddress name, IOException problem) {
    if (problem instanceof ConnectException) {
      return Check.fail(
          Topic.SERVER,
          "%s refuses the connection.".formatted(text(name)),
          "Check the port, and ask whether the server is up.");
    }
    if (problem instanceof SocketTimeoutException) {
      return Check.fail(
          Topic.SERVER,
          "%s does not answer.".formatted(text(name)),
          "Check the address, ask whether the server is up, and let java through the firewall.");
    }
    return Check.fail(
        Topic.SERVER,
        "%s cannot be reached (%s).".formatted(text(name), problem.getMessage()),
        "Check this machine's network.");
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
