package org.rop2p.transport.turn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.StunMethod;

/** A {@link SimulatedTurnServer} behind real sockets of this machine; a thread for each of them. */
public final class TurnOnLoopback implements AutoCloseable {
  private final SimulatedTurnServer server;
  private final DatagramSocket socket;
  private final Map<InetSocketAddress, DatagramSocket> relays = new HashMap<>();

  /** For the next allocation. */
  private DatagramSocket spare;

  private TurnOnLoopback(SimulatedTurnServer server, DatagramSocket socket, DatagramSocket spare) {
    this.server = server;
    this.socket = socket;
    this.spare = spare;
  }

  public static TurnOnLoopback open() throws IOException {
    DatagramSocket socket = loopback();
    var credentials =
        new TurnServer((InetSocketAddress) socket.getLocalSocketAddress(), "ann", "secret");
    TurnOnLoopback turn =
        new TurnOnLoopback(new SimulatedTurnServer(credentials), socket, loopback());
    turn.serve(socket);
    return turn;
  }

  /** How clients find it, and what it knows them by. */
  public TurnServer credentials() {
    return server.credentials();
  }

  /** Forgets everything and answers nothing until it is started. */
  public synchronized void kill() {
    server.kill();
    relays.values().forEach(DatagramSocket::close);
    relays.clear();
  }

  public synchronized void start() {
    server.start();
  }

  public synchronized int allocations() {
    return server.allocations(System.nanoTime());
  }

  /** How many requests for a channel came. */
  public synchronized int channelBinds() {
    return server.requests(StunMethod.CHANNEL_BIND);
  }

  /** Tells every client that this peer, permitted or not, has sent it this. */
  public synchronized void forge(InetSocketAddress peer, byte[] payload) throws IOException {
    for (InetSocketAddress client : server.clients()) {
      send(
          List.of(
              new Datagram(
                  server.address(), client, SimulatedTurnServer.indication(peer, payload))));
    }
  }

  @Override
  public synchronized void close() {
    kill();
    spare.close();
    socket.close();
  }

  private void serve(DatagramSocket at) {
    Thread thread = new Thread(() -> receive(at), "turn-" + at.getLocalPort());
    thread.setDaemon(true);
    thread.start();
  }

  private void receive(DatagramSocket at) {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!at.isClosed()) {
      try {
        packet.setLength(2_048);
        at.receive(packet);
        take(at, packet);
      } catch (IOException e) {
        // Closed, or an ICMP answer to something sent before.
      }
    }
  }

  private synchronized void take(DatagramSocket at, DatagramPacket packet) throws IOException {
    byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
    InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
    InetSocketAddress here = (InetSocketAddress) at.getLocalSocketAddress();
    if (at.isClosed()) {
      return;
    }
    if (at == socket) {
      server.nextPort = spare.getLocalPort();
      send(server.receive(datagram, from, System.nanoTime()));
      if (server.nextPort != spare.getLocalPort()) {
        relays.put((InetSocketAddress) spare.getLocalSocketAddress(), spare);
        serve(spare);
        spare = loopback();
      }
    } else {
      send(server.relay(datagram, from, here, System.nanoTime()));
    }
  }

  private void send(List<Datagram> datagrams) throws IOException {
    for (Datagram datagram : datagrams) {
      DatagramSocket from =
          datagram.from().equals(server.address()) ? socket : relays.get(datagram.from());
      if (from != null) {
        from.send(new DatagramPacket(datagram.payload(), datagram.payload().length, datagram.to()));
      }
    }
  }

  private static DatagramSocket loopback() {
    try {
      return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
