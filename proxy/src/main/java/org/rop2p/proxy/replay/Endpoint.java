package org.rop2p.proxy.replay;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The replay's end of one socket to the proxy. */
final class Endpoint implements Readiness.Handler {
  private static final int READ = 1 << 16;

  private final Readiness readiness;
  private final SocketChannel channel;
  private final ReceivedStream incoming;
  private final boolean wholeFrames;
  private final ByteBuffer read = ByteBuffer.allocate(READ);
  private boolean ended;
  private boolean reset;
  private boolean mayEnd;

  /**
   * @param wholeFrames whether every read must end where a frame ends
   */
  Endpoint(Readiness readiness, SocketChannel channel, ReceivedStream incoming, boolean wholeFrames)
      throws IOException {
    this.readiness = readiness;
    this.channel = channel;
    this.incoming = incoming;
    this.wholeFrames = wholeFrames;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    readiness.register(channel, SelectionKey.OP_READ, this);
  }

  ReceivedStream incoming() {
    return incoming;
  }

  /** Whether the proxy has closed its side. */
  boolean ended() {
    return ended;
  }

  /** Whether it has done so with RST. */
  boolean wasReset() {
    return reset;
  }

  /** From now on the proxy may close its side: the other end has. */
  void mayEnd() {
    mayEnd = true;
  }

  /** Writes all of {@code bytes}, and serves other sockets while the kernel takes no more. */
  void send(ByteBuffer bytes) throws IOException {
    try {
      channel.write(bytes);
      if (bytes.hasRemaining()) {
        readiness.interest(channel, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        readiness.until(
            () -> {
              write(bytes);
              return !bytes.hasRemaining();
            },
            () -> "the proxy reads no more; " + incoming.progress());
        readiness.interest(channel, SelectionKey.OP_READ);
      }
    } catch (SocketException e) {
      throw refused(e);
    }
  }

  private void write(ByteBuffer bytes) {
    try {
      channel.write(bytes);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private MismatchException refused(IOException e) {
    return new MismatchException(
        "%s: the proxy takes no more bytes here (%s)".formatted(incoming.name(), e.getMessage()));
  }

  /** Sends FIN; the other direction stays open. */
  void finish() throws IOException {
    if (channel.isOpen()) {
      channel.shutdownOutput();
    }
  }

  /** Sends RST. */
  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  void close() throws IOException {
    channel.close();
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    if (!key.isReadable() || ended) {
      return;
    }
    read.clear();
    int count;
    try {
      count = channel.read(read);
    } catch (IOException e) {
      count = -1; // a reset is an end, too
      reset = true;
    }
    if (count < 0) {
      ended = true;
      readiness.interest(channel, 0);
      if (!mayEnd) {
        throw new MismatchException(
            "the proxy closed a connection that the other side had not; " + incoming.progress());
      }
      return;
    }
    incoming.append(read.flip());
    if (wholeFrames) {
      incoming.requireBorder();
    }
  }
}
