package org.rop2p.proxy.replay;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/** One recorded connection while it is played: the client's end, the server's end, what arrived. */
final class Link {
  private final FramedConnection framed;
  private final byte[] serverToClient;
  private final ReceivedStream atServer;
  private final ReceivedStream atClient;
  private Endpoint client;
  private Endpoint server;
  private int sentByClient;
  private int sentByServer;
  private final int mapLoaded;
  private int redirectsLearnt;

  Link(FramedConnection framed, Protocol protocol, ReplayServer addresses) {
    this.framed = framed;
    this.serverToClient = withAddressesOf(addresses, framed);
    this.mapLoaded = protocol.id(Packet.CZ_NOTIFY_ACTORINIT);
    this.atServer = stream(Direction.CLIENT_TO_SERVER, protocol);
    this.atClient = stream(Direction.SERVER_TO_CLIENT, protocol);
  }

  private ReceivedStream stream(Direction direction, Protocol protocol) {
    FrameScanner scanner = framed.scanner(protocol, direction);
    return new ReceivedStream(framed, direction, bytes(direction), scanner);
  }

  /** The recorded bytes, leading to the replay's own servers. */
  private static byte[] withAddressesOf(ReplayServer addresses, FramedConnection framed) {
    byte[] patched = framed.recorded().serverToClient().clone();
    for (FramedConnection.Redirect redirect : framed.redirects()) {
      ByteBuf frame = redirect.frameIn(patched);
      redirect.field().write(frame, addresses.address(redirect.to().getPort()));
    }
    return patched;
  }

  FramedConnection framed() {
    return framed;
  }

  boolean opened() {
    return client != null;
  }

  /** The client's end; null before {@link #connected}. */
  Endpoint client() {
    return client;
  }

  /** The server's end; null before {@link #accepted}. */
  Endpoint server() {
    return server;
  }

  void connected(Readiness readiness, SocketChannel channel) throws IOException {
    client = new Endpoint(readiness, channel, atClient, false);
  }

  void accepted(Readiness readiness, SocketChannel channel) throws IOException {
    server = new Endpoint(readiness, channel, atServer, true);
  }

  /** What has arrived of a direction. */
  ReceivedStream arrived(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER ? atServer : atClient;
  }

  /** How many bytes of a direction are whole frames of what has been sent. */
  int due(Direction direction) {
    boolean up = direction == Direction.CLIENT_TO_SERVER;
    return framed.frames(direction).wholeUpTo(up ? sentByClient : sentByServer);
  }

  void send(Step.Send send) throws IOException {
    boolean up = send.direction() == Direction.CLIENT_TO_SERVER;
    if (up) {
      sentByClient += send.length();
    } else {
      sentByServer += send.length();
    }
    (up ? client : server)
        .send(ByteBuffer.wrap(bytes(send.direction()), send.offset(), send.length()));
  }

  /** Whether a CZ_NOTIFY_ACTORINIT lies between two offsets of a direction. */
  boolean comesToMap(Direction direction, int from, int to) {
    return direction == Direction.CLIENT_TO_SERVER
        && framed.up().idByStart().subMap(from, to).containsValue(mapLoaded);
  }

  /** Notes the addresses in the frames that have arrived since the last call. */
  void learn(Redirects redirects) {
    while (redirectsLearnt < framed.redirects().size()
        && framed.redirects().get(redirectsLearnt).end() <= atClient.framed()) {
      redirects.learn(framed, framed.redirects().get(redirectsLearnt), atClient.bytes());
      redirectsLearnt++;
    }
  }

  void close() throws IOException {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** What was played, for people. */
  String summary() {
    return "%-10s %4d frames, %5d bytes to the server; %4d frames, %5d bytes to the client; %s"
        .formatted(
            framed.recorded().name(),
            atServer.frames(),
            atServer.count(),
            atClient.frames(),
            atClient.count(),
            framed.recorded().closing().label());
  }

  private byte[] bytes(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER
        ? framed.recorded().clientToServer()
        : serverToClient;
  }
}
