package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A server that says what a test tells it to, one connection after the other on one port. */
final class ScriptedServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket listener;
  private Socket connection;
  private DataInputStream in;
  private OutputStream out;

  ScriptedServer() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A test's script, run on a thread of its own. */
  interface Script {
    void run(ScriptedServer server) throws IOException;
  }

  CompletableFuture<Void> play(Script script) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            script.run(this);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Takes the next connection; the one before must have been closed by the client. */
  ScriptedServer accept() throws IOException {
    if (connection != null && in.read() >= 0) {
      throw new IllegalStateException("the client sent more than the script knows");
    }
    connection = listener.accept();
    connection.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(connection.getInputStream());
    out = connection.getOutputStream();
    return this;
  }

  /** Reads one frame and answers its bytes as hex. */
  String read(int length) throws IOException {
    return ByteBufUtil.hexDump(in.readNBytes(length));
  }

  /** Reads one frame that must begin with this hex. */
  ScriptedServer expect(int length, String hex) throws IOException {
    String got = read(length);
    if (!got.startsWith(hex)) {
      throw new IllegalStateException("expected " + hex + ", the client sent " + got);
    }
    return this;
  }

  ScriptedServer send(String hex) throws IOException {
    out.write(ByteBufUtil.decodeHexDump(hex));
    return this;
  }

  /** Sends built frames, a byte at a time. */
  ScriptedServer send(Consumer<ByteBuf> frames) throws IOException {
    ByteBuf built = Unpooled.buffer();
    try {
      frames.accept(built);
      while (built.isReadable()) {
        out.write(built.readByte());
        out.flush();
      }
    } finally {
      built.release();
    }
    return this;
  }

  void hangUp() throws IOException {
    connection.close();
    connection = null;
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
    }
    listener.close();
  }
}
