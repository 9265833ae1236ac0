package org.rop2p.transport.sim;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.turn.Datagram;
import org.rop2p.transport.turn.SimulatedTurnServer;

/** A TURN server of the network, with a socket for each address that it relays at. */
public final class SimTurnServer {
  private final Host host;
  private final SimSocket socket;
  private final SimulatedTurnServer server;
  private final Map<InetSocketAddress, SimSocket> relays = new HashMap<>();

  SimTurnServer(Host host) {
    this.host = host;
    this.socket = host.open(SimStunServer.PORT, this::receive);
    this.server = new SimulatedTurnServer(new TurnServer(socket.address(), "ann", "secret"));
  }

  /** Where it is, and what it knows everybody by. */
  public TurnServer credentials() {
    return server.credentials();
  }

  private void receive(byte[] datagram, InetSocketAddress from) {
    send(server.receive(datagram, from, host.network().now()));
    for (InetSocketAddress relayed : server.relayed()) {
      relays.computeIfAbsent(
          relayed,
          at ->
              host.open(
                  at.getPort(),
                  (payload, peer) -> send(server.relay(payload, peer, at, host.network().now()))));
    }
  }

  private void send(List<Datagram> datagrams) {
    for (Datagram datagram : datagrams) {
      relays.getOrDefault(datagram.from(), socket).send(datagram.to(), datagram.payload());
    }
  }
}
