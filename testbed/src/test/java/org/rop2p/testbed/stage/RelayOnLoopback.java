package org.rop2p.testbed.stage;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rop2p.coordinator.config.TurnServers;
import org.rop2p.transport.stun.LongTermKey;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunMethod;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/**
 * As much of a TURN server (RFC 8656) as links need: one user, a socket of loopback for each of its
 * clients, everybody permitted, no channels. A thread for each socket.
 */
public final class RelayOnLoopback implements AutoCloseable {
  private static final String USER = "players";
  private static final String PASSWORD = "secret";
  private static final String REALM = "relay.example";
  private static final String NONCE = "nonce";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int LIFETIME_SECONDS = 600;
  private static final int MAX_DATAGRAM = 2_048;

  private final DatagramSocket socket;
  private final Map<InetSocketAddress, DatagramSocket> relays = new ConcurrentHashMap<>();
  private final byte[] key = LongTermKey.of(USER, REALM, PASSWORD);

  /** Serves at once. */
  public RelayOnLoopback() throws IOException {
    socket = loopback();
    serve(socket, this::fromClient);
  }

  /** How a coordinator names it. */
  public TurnServers named() {
    String url = "turn:127.0.0.1:" + socket.getLocalPort();
    return new TurnServers(List.of(new TurnServers.Server(url, USER, PASSWORD)), "");
  }

  @Override
  public void close() {
    socket.close();
    relays.values().forEach(DatagramSocket::close);
  }

  private void fromClient(byte[] datagram, InetSocketAddress client) throws IOException {
    Optional<StunMessage> decoded = StunMessage.decode(datagram);
    if (decoded.isEmpty()) {
      return;
    }
    StunMessage message = decoded.get();
    if (message.stunClass() == StunClass.REQUEST) {
      send(socket, answer(message, client), client);
    } else if (message.method() == StunMethod.SEND && relays.containsKey(client)) {
      StunMessage.Span data = message.data().orElseThrow();
      send(
          relays.get(client),
          Arrays.copyOfRange(datagram, data.start(), data.start() + data.length()),
          message.xorAddress(StunAttribute.XOR_PEER_ADDRESS).orElseThrow());
    }
  }

  private byte[] answer(StunMessage request, InetSocketAddress client) throws IOException {
    if (request.method() == StunMethod.BINDING) {
      return success(request).xorMappedAddress(client).fingerprint().toBytes();
    }
    if (!request.isIntact(key)) {
      return error(request, UNAUTHORIZED)
          .text(StunAttribute.REALM, REALM)
          .text(StunAttribute.NONCE, NONCE)
          .fingerprint()
          .toBytes();
    }
    StunWriter answer =
        switch (request.method()) {
          case StunMethod.ALLOCATE ->
              success(request)
                  .xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, relayFor(client))
                  .xorMappedAddress(client)
                  .lifetime(LIFETIME_SECONDS);
          case StunMethod.REFRESH ->
              success(request).lifetime(request.lifetime().orElse(LIFETIME_SECONDS));
          case StunMethod.CREATE_PERMISSION -> success(request);
          default -> error(request, FORBIDDEN);
        };
    return answer.integrity(key).fingerprint().toBytes();
  }

  private InetSocketAddress relayFor(InetSocketAddress client) throws IOException {
    DatagramSocket relay = relays.get(client);
    if (relay == null) {
      relay = loopback();
      relays.put(client, relay);
      serve(relay, (datagram, peer) -> send(socket, toClient(datagram, peer), client));
    }
    return (InetSocketAddress) relay.getLocalSocketAddress();
  }

  private static byte[] toClient(byte[] datagram, InetSocketAddress peer) {
    byte[] head =
        new StunWriter(StunClass.INDICATION, StunMethod.DATA, new TransactionId(1, 2))
            .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
            .toBytesBeforeData(datagram.length);
    byte[] whole = Arrays.copyOf(head, head.length + (datagram.length + 3 & ~3));
    System.arraycopy(datagram, 0, whole, head.length, datagram.length);
    return whole;
  }

  private static StunWriter success(StunMessage request) {
    return new StunWriter(StunClass.SUCCESS, request.method(), request.id());
  }

  private static StunWriter error(StunMessage request, int code) {
    return new StunWriter(StunClass.ERROR, request.method(), request.id()).error(code, "no");
  }

  /** What is done with a datagram. */
  private interface Receiver {
    void take(byte[] datagram, InetSocketAddress from) throws IOException;
  }

  private static void serve(DatagramSocket at, Receiver receiver) {
    Thread thread = new Thread(() -> receive(at, receiver), "relay-" + at.getLocalPort());
    thread.setDaemon(true);
    thread.start();
  }

  private static void receive(DatagramSocket at, Receiver receiver) {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    while (!at.isClosed()) {
      try {
        packet.setLength(MAX_DATAGRAM);
        at.receive(packet);
        receiver.take(
            Arrays.copyOf(packet.getData(), packet.getLength()),
            (InetSocketAddress) packet.getSocketAddress());
      } catch (IOException e) {
        // Closed, or an ICMP answer to something sent before.
      }
    }
  }

  private static void send(DatagramSocket from, byte[] datagram, InetSocketAddress to)
      throws IOException {
    from.send(new DatagramPacket(datagram, datagram.length, to));
  }

  private static DatagramSocket loopback() throws IOException {
    return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }
}
