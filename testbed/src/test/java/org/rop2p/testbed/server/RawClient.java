package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;

/** A socket that speaks frames: the least a test needs to play. */
final class RawClient implements AutoCloseable {
  /** Long enough for a busy machine; nothing waits for it unless a test fails. */
  static final int TIMEOUT_MILLIS = 10_000;

  private static final PacketTable TABLE = PacketTable.of(PacketVersion.DEFAULT);
  private static final int TIME_ANSWER = 0x007F;

  private final Socket socket;
  private final DataInputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** One write of all frames together. */
  void send(ByteBuf... frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuf frame : frames) {
      byte[] copy = new byte[frame.readableBytes()];
      frame.getBytes(frame.readerIndex(), copy);
      bytes.writeBytes(copy);
    }
    socket.getOutputStream().write(bytes.toByteArray());
  }

  ByteBuf raw(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Unpooled.wrappedBuffer(bytes);
  }

  /** The next frame. */
  ByteBuf next() throws IOException {
    ByteBuf head = raw(2);
    int id = head.getUnsignedShortLE(0);
    int length = TABLE.length(id);
    if (length == PacketTable.UNKNOWN) {
      throw new AssertionError("the server sent unknown packet %04X".formatted(id));
    }
    if (length == PacketTable.VARIABLE) {
      head = Unpooled.wrappedBuffer(head, raw(2));
      length = head.getUnsignedShortLE(2);
    }
    return Unpooled.wrappedBuffer(head, raw(length - head.readableBytes())).copy();
  }

  /** The next frame of that id; what comes before it is dropped. */
  ByteBuf until(int id) throws IOException {
    while (true) {
      ByteBuf frame = next();
      if (id(frame) == id) {
        return frame;
      }
    }
  }

  /** Asks for the time and gives everything that came before the answer. */
  List<ByteBuf> fence() throws IOException {
    send(Frames.time(1));
    List<ByteBuf> before = new ArrayList<>();
    while (true) {
      ByteBuf frame = next();
      if (id(frame) == TIME_ANSWER) {
        return before;
      }
      before.add(frame);
    }
  }

  /** As {@link #fence}, only the frames of one id. */
  List<ByteBuf> fence(int id) throws IOException {
    return fence().stream().filter(frame -> id(frame) == id).toList();
  }

  /** Frames up to the end of the connection, which must come. */
  List<ByteBuf> untilClosed() throws IOException {
    List<ByteBuf> frames = new ArrayList<>();
    try {
      while (true) {
        frames.add(next());
      }
    } catch (EOFException e) {
      return frames;
    } catch (SocketException e) {
      return frames; // a reset, when the server closed with bytes unread
    }
  }

  static int id(ByteBuf frame) {
    return frame.getUnsignedShortLE(0);
  }

  static List<String> ids(List<ByteBuf> frames) {
    return frames.stream().map(frame -> "%04X".formatted(id(frame))).toList();
  }

  static String hex(ByteBuf frame) {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.getBytes(frame.readerIndex(), bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
