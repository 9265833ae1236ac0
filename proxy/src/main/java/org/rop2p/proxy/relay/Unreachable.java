package org.rop2p.proxy.relay;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.rop2p.codec.ServerKind;

/** Why a server was not reached, and what to do, in one sentence. Pure. */
public final class Unreachable {
  private Unreachable() {}

  /** The server that the player has named, at which clients log in. */
  public static String login(InetSocketAddress server, Throwable problem) {
    String sentence =
        switch (how(problem)) {
          case REFUSED ->
              "the game server %s refuses the connection: check its port, and ask whether it is up";
          case SILENT ->
              "the game server %s does not answer: check its address, and ask whether it is up";
          case OTHER ->
              "the game server %s cannot be reached: check its address and this machine's network";
        };
    return sentence.formatted(Listeners.text(server));
  }

  /**
   * As {@link #login} for the server that the player has named; others have sent the client there.
   */
  static String sentence(ServerKind kind, InetSocketAddress server, Throwable problem) {
    return kind == ServerKind.LOGIN ? login(server, problem) : named(kind, server, problem);
  }

  private static String named(ServerKind kind, InetSocketAddress server, Throwable problem) {
    String sentence =
        switch (how(problem)) {
          case REFUSED ->
              "the %s server %s, to which the game server sends you, refuses the connection: ask the server's admin whether it is up";
          case SILENT ->
              "the %s server %s, to which the game server sends you, does not answer: ask the server's admin whether it is up";
          case OTHER ->
              "the %s server %s, to which the game server sends you, cannot be reached: check this machine's network, and ask the server's admin";
        };
    return sentence.formatted(kind.name().toLowerCase(Locale.ROOT), Listeners.text(server));
  }

  /** Of a server whose name no name server knows. */
  static String unknown(ServerKind kind, InetSocketAddress server) {
    return "the name of the %s server %s, to which the game server sends you, is not known: tell the server's admin"
        .formatted(kind.name().toLowerCase(Locale.ROOT), Listeners.text(server));
  }

  private enum How {
    REFUSED,
    SILENT,
    OTHER
  }

  private static How how(Throwable problem) {
    if (problem instanceof SocketTimeoutException || problem instanceof ConnectTimeoutException) {
      return How.SILENT;
    }
    return problem instanceof ConnectException ? How.REFUSED : How.OTHER;
  }
}
