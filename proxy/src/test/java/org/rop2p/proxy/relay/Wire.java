package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import org.rop2p.proxy.Hex;

/** One end of a TCP connection, blocking, with a patience after which a test fails. */
final class Wire implements AutoCloseable {
  static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** A client's connection. */
  static Wire to(InetSocketAddress address) throws IOException {
    return new Wire(new Socket(address.getAddress(), address.getPort()));
  }

  /** A client's connection with a small window: what it does not read piles up at the sender. */
  static Wire slowTo(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8_192);
    socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), address.getPort()));
    return new Wire(socket);
  }

  Wire send(String literal) throws IOException {
    return send(Hex.bytes(literal));
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** What one read brings, at most {@code most} bytes; empty at the end of the stream. */
  byte[] readSome(int most) throws IOException {
    byte[] buffer = new byte[most];
    int length = socket.getInputStream().read(buffer);
    return Arrays.copyOf(buffer, Math.max(0, length));
  }

  byte[] read(int length) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(length);
    assertEquals(length, bytes.length, "the stream ended early");
    return bytes;
  }

  void expect(String literal) throws IOException {
    expect(Hex.bytes(literal));
  }

  void expect(byte[] bytes) throws IOException {
    assertArrayEquals(bytes, read(bytes.length));
  }

  void expectEnd() throws IOException {
    assertEquals(-1, socket.getInputStream().read(), "more bytes where the end was expected");
  }

  /** The connection ends, gracefully or by reset, without another byte. */
  void expectGone() throws IOException {
    try {
      expectEnd();
    } catch (SocketException reset) {
      // as good as an end
    }
  }

  void expectReset() throws IOException {
    try {
      int read = socket.getInputStream().read();
      throw new AssertionError("no reset, read " + read);
    } catch (SocketException reset) {
      // as it should be
    }
  }

  InputStream input() throws IOException {
    return socket.getInputStream();
  }

  /** Sends no more, still reads. */
  Wire finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
