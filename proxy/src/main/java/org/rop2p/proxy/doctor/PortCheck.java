package org.rop2p.proxy.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.IntFunction;

/** Whether clients can be listened for, else who is in the way. */
final class PortCheck {
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
    if (running.filter(proxy -> proxy.playing() && isAt(proxy, listen)).isPresent()) {
      return Check.ok(
          Topic.PORT, "ro-p2p is running already and listens on %s.".formatted(text(listen)));
    }
    TakenPort taken = new TakenPort(listen, owners.apply(listen.getPort()));
    boolean elsewhere = running.isEmpty() && taken.owner().kind() == PortOwner.Kind.RO_P2P;
    return Check.fail(
        Topic.PORT, taken.sentence(), elsewhere ? orYours(taken.remedy()) : taken.remedy());
  }

  /** What a proxy whose page is not found does here, only its player knows. */
  private static String orYours(String remedy) {
    return "If you play through it, name its page with --page PORT; if not, "
        + Character.toLowerCase(remedy.charAt(0))
        + remedy.substring(1);
  }

  /** The page may name the address or its host. */
  private static boolean isAt(RunningProxy proxy, InetSocketAddress listen) {
    return proxy.listen().equals(text(listen))
        || proxy.listen().equals(listen.getHostString() + ":" + listen.getPort());
  }

  private static Check cannotListen(InetSocketAddress listen, Exception problem) {
    return Check.fail(
        Topic.PORT,
        "ro-p2p cannot listen on %s (%s).".formatted(text(listen), problem.getMessage()),
        "Use --listen 127.0.0.1:6900, or an address of this machine's own.");
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
