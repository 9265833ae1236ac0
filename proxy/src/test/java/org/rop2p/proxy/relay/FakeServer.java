package org.rop2p.proxy.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A game server that does what the test tells it: each connection is a {@link Wire}. */
final class FakeServer implements AutoCloseable {
  private final ServerSocket socket;

  FakeServer() throws IOException {
    this(0);
  }

  /**
   * At that port.
   *
   * @param port 0: any
   */
  FakeServer(int port) throws IOException {
    socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    socket.setSoTimeout(Wire.PATIENCE_MILLIS);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The next connection; fails when none comes. */
  Wire accept() throws IOException {
    return new Wire(socket.accept());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
