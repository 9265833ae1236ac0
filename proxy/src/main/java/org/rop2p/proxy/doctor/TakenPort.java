package org.rop2p.proxy.doctor;

import java.net.InetSocketAddress;

/**
 * A port on which another program listens, and what to do about it. Pure but for {@link #of}.
 *
 * @param listen where clients were to be listened for, resolved
 */
public record TakenPort(InetSocketAddress listen, PortOwner owner) {
  /** Beside a login server's 6900; no server of rAthena has it. */
  private static final int OTHER_PORT = 6910;

  private static final String LOOPBACK = "127.0.0.1";

  /** Another address of this machine: all of 127.0.0.0/8 is. */
  private static final String OTHER_LOOPBACK = "127.0.0.2";

  /** Asks the system who has it; blocks for seconds at most. */
  public static TakenPort of(InetSocketAddress listen) {
    return new TakenPort(listen, PortOwners.find(listen.getPort()));
  }

  /** One sentence with the remedy, for somebody whose start has failed. */
  public String whenStarting() {
    String what = what();
    return Character.toLowerCase(what.charAt(0))
        + what.substring(1)
        + ": "
        + (owner.isMovable() ? "end it, or " + move() : move());
  }

  String sentence() {
    return what() + ".";
  }

  String remedy() {
    String move = move();
    return owner.isMovable()
        ? "End that program, or " + move + "."
        : Character.toUpperCase(move.charAt(0)) + move.substring(1) + ".";
  }

  private String what() {
    return switch (owner.kind()) {
      case GAME_SERVER ->
          "Port %d is taken by a game server on this machine, %s"
              .formatted(listen.getPort(), owner.words());
      case RO_P2P ->
          "Port %d is taken by another ro-p2p (process %d)"
              .formatted(listen.getPort(), owner.process());
      case OTHER -> "Port %d is taken by %s".formatted(listen.getPort(), owner.words());
    };
  }

  private String move() {
    String other = elsewhere();
    int colon = other.lastIndexOf(':');
    return "let ro-p2p listen on %s (--listen, or listen.address in the configuration) and write %s and %s into clientinfo.xml"
        .formatted(other, other.substring(0, colon), other.substring(colon + 1));
  }

  /** Who listens on one address of this machine leaves its others. */
  private String elsewhere() {
    if (listen.getAddress().getHostAddress().equals(LOOPBACK) && !owner.everywhere()) {
      return OTHER_LOOPBACK + ":" + listen.getPort();
    }
    int port = listen.getPort() == OTHER_PORT ? OTHER_PORT + 1 : OTHER_PORT;
    String host = listen.getAddress().isAnyLocalAddress() ? LOOPBACK : listen.getHostString();
    return host + ":" + port;
  }
}
