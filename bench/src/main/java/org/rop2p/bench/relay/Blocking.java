package org.rop2p.bench.relay;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Blocking sockets on loopback, for the talk before a run. Every wait ends. */
final class Blocking {
  private static final int PATIENCE_MILLIS = 10_000;

  private Blocking() {}

  static ServerSocketChannel listen() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return listener;
  }

  static InetSocketAddress address(ServerSocketChannel listener) throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  static SocketChannel connect(InetSocketAddress to) throws IOException {
    SocketChannel channel = SocketChannel.open(to);
    prepare(channel);
    return channel;
  }

  static SocketChannel accept(ServerSocketChannel listener) throws IOException {
    listener.socket().setSoTimeout(PATIENCE_MILLIS);
    SocketChannel channel = listener.socket().accept().getChannel();
    prepare(channel);
    return channel;
  }

  static void write(SocketChannel channel, byte[] bytes) throws IOException {
    channel.socket().getOutputStream().write(bytes);
  }

  static byte[] read(SocketChannel channel, int length) throws IOException {
    byte[] bytes = channel.socket().getInputStream().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended before it began");
    }
    return bytes;
  }

  private static void prepare(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.socket().setSoTimeout(PATIENCE_MILLIS);
  }
}
