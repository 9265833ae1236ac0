package org.rop2p.proxy.replay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.codec.view.RawText;

/**
 * Where the proxy told the replayed clients to connect, by account and recorded port. A client
 * knows only addresses that it was told itself.
 */
final class Redirects {
  private final Set<Integer> serverPorts;
  private final Map<Whereto, InetSocketAddress> told = new HashMap<>();
  private final Set<InetSocketAddress> unvisited = new HashSet<>();

  private record Whereto(int account, int recordedPort) {}

  /**
   * @param serverPorts where the replay's own servers listen: no client may be told one of these
   */
  Redirects(Set<Integer> serverPorts) {
    this.serverPorts = Set.copyOf(serverPorts);
  }

  /**
   * Notes the address that a client has received.
   *
   * @throws MismatchException when it leads past the proxy
   */
  void learn(FramedConnection connection, FramedConnection.Redirect redirect, byte[] received) {
    InetSocketAddress address = redirect.field().read(redirect.frameIn(received));
    String where =
        "%s server to client: the address in %s, %s,"
            .formatted(
                connection.recorded().name(),
                connection.down().describe(redirect.frame()),
                address);
    if (serverPorts.contains(address.getPort())) {
      throw new MismatchException(where + " is still the server's: the proxy did not rewrite it");
    }
    if (!address.getAddress().equals(InetAddress.getLoopbackAddress()) || address.getPort() == 0) {
      throw new MismatchException(where + " is not a listener of the proxy on 127.0.0.1");
    }
    RawText host = redirect.field().readHost(redirect.frameIn(received));
    if (!List.of(RawText.EMPTY, RawText.ascii("127.0.0.1:" + address.getPort())).contains(host)) {
      throw new MismatchException(where + " is contradicted by its host text '" + host + "'");
    }
    told.put(whereto(connection, redirect.to().getPort()), address);
    unvisited.add(address);
  }

  /**
   * The address to which a client goes where the recorded one went to {@code connection}'s port.
   *
   * @throws MismatchException when nobody told it one
   */
  InetSocketAddress visit(FramedConnection connection) {
    InetSocketAddress address = told.get(whereto(connection, connection.recorded().serverPort()));
    if (address == null) {
      throw new MismatchException(
          "%s: no server has told this account an address for port %d"
              .formatted(connection.recorded().name(), connection.recorded().serverPort()));
    }
    unvisited.remove(address);
    return address;
  }

  /** Addresses that were told and never used. */
  Set<InetSocketAddress> unvisited() {
    return unvisited;
  }

  private static Whereto whereto(FramedConnection connection, int recordedPort) {
    return new Whereto(connection.account().orElse(0), recordedPort);
  }
}
