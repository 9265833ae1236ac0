package org.rop2p.bench.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.Enter;
import org.rop2p.proxy.replay.RecordedConnection;
import org.rop2p.proxy.replay.Recording;

/**
 * The servers of a recorded session as far as a client needs them to get to the map, and the
 * client's way there. Login and char server answer as recorded, but lead to this machine.
 */
final class GameServers implements Closeable {
  private final byte[] login;
  private final byte[] acceptLogin;
  private final byte[] enterChar;
  private final byte[] accountId;
  private final byte[] selectChar;
  private final byte[] zoneServer;
  private final ServerSocketChannel loginListener;
  private final ServerSocketChannel charListener;
  private final ServerSocketChannel mapListener;

  private GameServers(RecordedConnection login, RecordedConnection character, Protocol protocol)
      throws IOException {
    this.login = login.clientToServer();
    this.enterChar = cut(character, Direction.CLIENT_TO_SERVER, protocol).get(0).bytes();
    List<RecordedFrame> answers = cut(character, Direction.SERVER_TO_CLIENT, protocol);
    this.accountId = answers.get(0).bytes();
    this.selectChar = last(cut(character, Direction.CLIENT_TO_SERVER, protocol));
    this.loginListener = Blocking.listen();
    this.charListener = Blocking.listen();
    this.mapListener = Blocking.listen();
    this.acceptLogin =
        leadingTo(
            Blocking.address(charListener),
            Packet.AC_ACCEPT_LOGIN,
            cut(login, Direction.SERVER_TO_CLIENT, protocol).get(0).bytes());
    this.zoneServer =
        leadingTo(Blocking.address(mapListener), Packet.HC_NOTIFY_ZONESVR, last(answers));
  }

  /** Listens on three ports; every server answers as in {@code recording}. */
  static GameServers open(Recording recording, Protocol protocol) throws IOException {
    GameServers servers =
        new GameServers(
            first(recording, ServerKind.LOGIN), first(recording, ServerKind.CHAR), protocol);
    servers.serve(servers.loginListener, "bench-login", servers::answerLogin);
    servers.serve(servers.charListener, "bench-char", servers::answerChar);
    return servers;
  }

  InetSocketAddress login() throws IOException {
    return Blocking.address(loginListener);
  }

  InetSocketAddress map() throws IOException {
    return Blocking.address(mapListener);
  }

  /**
   * A client's way from the login server to the map server: where it is led to in the end.
   *
   * @param address of a login server, or of a proxy before it
   */
  InetSocketAddress lead(InetSocketAddress address) throws IOException {
    InetSocketAddress character;
    try (SocketChannel channel = Blocking.connect(address)) {
      Blocking.write(channel, login);
      character = field(Packet.AC_ACCEPT_LOGIN, Blocking.read(channel, acceptLogin.length));
    }
    try (SocketChannel channel = Blocking.connect(character)) {
      Blocking.write(channel, enterChar);
      Blocking.read(channel, accountId.length);
      Blocking.write(channel, selectChar);
      return field(Packet.HC_NOTIFY_ZONESVR, Blocking.read(channel, zoneServer.length));
    }
  }

  /**
   * Connects a client to a map address and takes the connection that reaches the map server, after
   * CZ_ENTER has gone one way and the answer the other.
   */
  LoadRun.Link connect(InetSocketAddress map, TrafficMix.Player player) throws IOException {
    SocketChannel client = Blocking.connect(map);
    Blocking.write(client, player.enter());
    SocketChannel server = acceptEntered(player.enter());
    Blocking.write(server, player.welcome());
    Blocking.read(client, player.welcome().length);
    client.configureBlocking(false);
    server.configureBlocking(false);
    return new LoadRun.Link(client, server);
  }

  @Override
  public void close() throws IOException {
    loginListener.close();
    charListener.close();
    mapListener.close();
  }

  /**
   * A connection that only probed whether a proxy is there has ended, or was reset, without a byte:
   * the next.
   */
  private SocketChannel acceptEntered(byte[] enter) throws IOException {
    while (true) {
      SocketChannel server = Blocking.accept(mapListener);
      try {
        if (!Arrays.equals(Blocking.read(server, enter.length), enter)) {
          throw new IOException("CZ_ENTER came changed");
        }
        return server;
      } catch (EOFException | SocketException e) {
        server.close();
      }
    }
  }

  private interface Answer {
    void to(SocketChannel client) throws IOException;
  }

  private void serve(ServerSocketChannel listener, String name, Answer answer) {
    Thread thread =
        new Thread(
            () -> {
              while (listener.isOpen()) {
                try (SocketChannel client = listener.accept()) {
                  answer.to(client);
                } catch (IOException e) {
                  // The client notices, and tells: its read ends.
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void answerLogin(SocketChannel client) throws IOException {
    Blocking.read(client, login.length);
    Blocking.write(client, acceptLogin);
    client.socket().getInputStream().read(); // until the client goes
  }

  private void answerChar(SocketChannel client) throws IOException {
    Blocking.read(client, enterChar.length);
    Blocking.write(client, accountId);
    Blocking.read(client, selectChar.length);
    Blocking.write(client, zoneServer);
    client.socket().getInputStream().read(); // until the client goes
  }

  private static RecordedConnection first(Recording recording, ServerKind kind) {
    return recording.connections().stream()
        .filter(c -> c.kind() == kind)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the recorded session has no connection " + kind));
  }

  private static List<RecordedFrame> cut(
      RecordedConnection connection, Direction direction, Protocol protocol) {
    FrameScanner scanner = new FrameScanner(protocol.table());
    if (connection.kind() == ServerKind.CHAR && direction == Direction.SERVER_TO_CLIENT) {
      byte[] enter = cut(connection, Direction.CLIENT_TO_SERVER, protocol).get(0).bytes();
      scanner.expectAccountId(Enter.readChar(Unpooled.wrappedBuffer(enter)).accountId());
    }
    List<RecordedFrame> frames = RecordedFrame.cut(connection.bytes(direction), scanner);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("nothing to play in connection " + connection.name());
    }
    return frames;
  }

  private static byte[] last(List<RecordedFrame> frames) {
    return frames.get(frames.size() - 1).bytes();
  }

  private static byte[] leadingTo(InetSocketAddress to, Packet packet, byte[] recorded) {
    ByteBuf frame = Unpooled.wrappedBuffer(recorded.clone());
    AddressField.in(frame, packet).forEach(field -> field.write(frame, to));
    return frame.array();
  }

  private static InetSocketAddress field(Packet packet, byte[] bytes) {
    ByteBuf frame = Unpooled.wrappedBuffer(bytes);
    return AddressField.in(frame, packet).get(0).read(frame);
  }
}
