package org.rop2p.proxy.replay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.TreeMap;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/** The servers of a recorded session: one loopback listener per recorded port. */
public final class ReplayServer implements Closeable {
  private final Map<Integer, ServerSocketChannel> listeners = new TreeMap<>();
  private final int loginPort;

  private ReplayServer(int loginPort) {
    this.loginPort = loginPort;
  }

  /** Opens a listener for every port that was listened on or led to. */
  public static ReplayServer open(Recording recording, Protocol protocol) throws IOException {
    int loginPort =
        recording.connections().stream()
            .filter(c -> c.kind() == ServerKind.LOGIN)
            .findFirst()
            .orElseThrow()
            .serverPort();
    ReplayServer server = new ReplayServer(loginPort);
    for (RecordedConnection connection : recording.connections()) {
      server.listen(connection.serverPort());
      for (FramedConnection.Redirect redirect :
          FramedConnection.of(connection, protocol).redirects()) {
        server.listen(redirect.to().getPort());
      }
    }
    return server;
  }

  private void listen(int recordedPort) throws IOException {
    if (!listeners.containsKey(recordedPort)) {
      ServerSocketChannel listener = ServerSocketChannel.open();
      listeners.put(recordedPort, listener);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
  }

  /** Where the login server listens: what the proxy is told as its server. */
  public InetSocketAddress login() {
    return address(loginPort);
  }

  /** Where the server with this recorded port listens. */
  InetSocketAddress address(int recordedPort) {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), listeners.get(recordedPort).socket().getLocalPort());
  }

  /** Listeners by recorded port. */
  Map<Integer, ServerSocketChannel> listeners() {
    return listeners;
  }

  @Override
  public void close() throws IOException {
    for (ServerSocketChannel listener : listeners.values()) {
      listener.close();
    }
  }
}
