package org.rop2p.proxy.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.IntFunction;

/** Whether clients can be listened for, else who is in the way. */
final class PortCheck {
  /** Where a second program listens: beside a login server's 6900 nothing of rAthena is here. */
  private static final int OTHER_PORT = 6910;

  private PortCheck() {}

  /**
   * Looks; blocks.
   *
   * @param own where this very process listens, if it does
   * @param running a proxy that answers on its page
   * @param owners asks the system who listens on a port
   */
  static Check look(
      InetSocketAddress listen,
      Optional<InetSocketAddress> own,
      Optional<RunningProxy> running,
      IntFunction<PortOwner> owners) {
    if (listen.isUnresolved()) {
      return Check.fail(
          Topic.PORT,
          "The listen address %s is not known on this machine.".formatted(listen.getHostString()),
          "Use --listen 127.0.0.1:6900, or an address of this machine's own.");
    }
    if (own.isPresent()) {
      return Check.ok(Topic.PORT, "ro-p2p listens on %s for clients.".formatted(text(own.get())));
    }
    if (listen.getPort() == 0) {
      return Check.ok(Topic.PORT, "Any free port will do.");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(listen);
      return Check.ok(Topic.PORT, "%s is free for clients.".formatted(text(listen)));
    } catch (BindException e) {
      return e.getMessage() != null && e.getMessage().contains("in use")
          ? inUse(listen, running, owners)
          : cannotListen(listen, e);
    } catch (IOException | SecurityException e) {
      return cannotListen(listen, e);
    }
  }

  private static Check inUse(
      InetSocketAddress listen, Optional<RunningProxy> running, IntFunction<PortOwner> owners) {
    if (running
        .filter(proxy -> proxy.playing() && proxy.listen().equals(text(listen)))
        .isPresent()) {
      return Check.ok(
          Topic.PORT, "ro-p2p is running already and listens on %s.".formatted(text(listen)));
    }
    return Check.fail(
        Topic.PORT,
        taken(listen, owners.apply(listen.getPort())),
        remedy(listen, owners.apply(listen.getPort())));
  }

  static String taken(InetSocketAddress listen, PortOwner owner) {
    return owner.isGameServer()
        ? "Port %d is taken by a game server on this machine: %s."
            .formatted(listen.getPort(), owner.words())
        : "Port %d is taken by %s.".formatted(listen.getPort(), owner.words());
  }

  static String remedy(InetSocketAddress listen, PortOwner owner) {
    String other = elsewhere(listen, owner);
    int colon = other.lastIndexOf(':');
    String move =
        "start ro-p2p with --listen %s and write %s and %s into clientinfo.xml"
            .formatted(other, other.substring(0, colon), other.substring(colon + 1));
    return owner.isGameServer()
        ? Character.toUpperCase(move.charAt(0)) + move.substring(1) + "."
        : "End that program, or " + move + ".";
  }

  /** All of 127.0.0.0/8 is this machine: who listens on one address of it leaves the others. */
  static String elsewhere(InetSocketAddress listen, PortOwner owner) {
    boolean loopback = listen.getAddress().getHostAddress().equals("127.0.0.1");
    return loopback && !owner.everywhere()
        ? "127.0.0.2:" + listen.getPort()
        : listen.getHostString()
            + ":"
            + (listen.getPort() == OTHER_PORT ? OTHER_PORT + 1 : OTHER_PORT);
  }

  private static Check cannotListen(InetSocketAddress listen, Exception problem) {
    return Check.fail(
        Topic.PORT,
        "ro-p2p cannot listen on %s (%s).".formatted(text(listen), problem.getMessage()),
        "Use --listen 127.0.0.1:6900, or an address of this machine's own.");
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
