package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/**
 * One TCP connection, framed by the packet table. One thread reads; any thread may send. Every
 * frame leaves whole, in one write.
 */
final class Wire implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_BYTES = 16 * 1024;
  private static final int SHOWN_BYTES = 16;

  private final Socket socket = new Socket();
  private final FrameScanner scanner;
  private final ObfuscatedIds ids;
  private final byte[] chunk = new byte[READ_BYTES];
  private final ByteBuf pending = Unpooled.buffer(READ_BYTES);
  private final Object sending = new Object();
  private int frameEnd;

  Wire(InetSocketAddress server, PacketTable table, ObfuscatedIds ids) throws IOException {
    scanner = new FrameScanner(table);
    this.ids = ids;
    try {
      socket.setTcpNoDelay(true);
      socket.connect(server, CONNECT_MILLIS);
    } catch (IOException e) {
      close();
      throw new ConnectionLostException("no connection to " + server + ": " + e.getMessage());
    }
  }

  /** See {@link FrameScanner#expectAccountId(int)}. */
  void expectAccountId(int accountId) {
    scanner.expectAccountId(accountId);
  }

  /**
   * The next frame, lent until the next call; null when {@code deadline} ({@link
   * System#nanoTime()}) comes first.
   *
   * @throws ConnectionLostException when the other side hung up, or at bytes no client could frame
   */
  ByteBuf next(long deadline) throws IOException {
    pending.readerIndex(frameEnd);
    while (true) {
      int at = pending.readerIndex();
      int length = scanner.next(pending, at);
      if (length == FrameScanner.BLIND) {
        throw new ConnectionLostException("unknown packet " + start());
      }
      if (length != FrameScanner.INCOMPLETE) {
        frameEnd = at + length;
        return pending.slice(at, length);
      }
      frameEnd = at;
      if (!read(deadline)) {
        return null;
      }
    }
  }

  /** The id of the frame last returned, or {@link FrameScanner#NO_ID} for the raw account id. */
  int id() {
    return scanner.id();
  }

  private boolean read(long deadline) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    socket.setSoTimeout((int) Math.max(1, Math.min(left, Integer.MAX_VALUE)));
    int count;
    try {
      count = socket.getInputStream().read(chunk);
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new ConnectionLostException("connection broken: " + e.getMessage());
    }
    if (count < 0) {
      throw new ConnectionLostException(
          pending.isReadable()
              ? "connection closed inside the frame " + start()
              : "connection closed by the server");
    }
    pending.discardReadBytes();
    frameEnd = 0;
    pending.writeBytes(chunk, 0, count);
    return true;
  }

  private String start() {
    return ByteBufUtil.hexDump(
        pending, pending.readerIndex(), Math.min(SHOWN_BYTES, pending.readableBytes()));
  }

  /** Builds one frame with its plain id and writes it, masked if need be, in one call. */
  void send(Consumer<ByteBuf> frame) throws IOException {
    ByteBuf out = Unpooled.buffer();
    try {
      frame.accept(out);
      synchronized (sending) {
        ids.encode(out, 0);
        byte[] bytes = ByteBufUtil.getBytes(out);
        socket.getOutputStream().write(bytes);
      }
    } finally {
      out.release();
    }
  }

  /** Hangs up without a word; a reading thread finds the connection broken. */
  void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that can't be closed is closed.
      return;
    }
  }

  /** Hangs up and gives the buffer back; for the reading thread only. */
  @Override
  public void close() {
    hangUp();
    pending.release();
  }
}
