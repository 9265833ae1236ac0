package org.rop2p.testbed.replay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AddressField;

/**
 * The least a proxy must do, with a thread per direction, and one fault on request: what a replay
 * has to find.
 */
final class NaiveRelay implements Closeable {
  /** What this relay does wrong. */
  enum Fault {
    NONE,
    DROPS_A_BYTE_OF_THE_CLIENT,
    DROPS_THE_LAST_BYTE_OF_THE_SERVER,
    CHANGES_A_BYTE_OF_THE_SERVER,
    ADDS_A_PACKET_OF_ITS_OWN,
    SWAPS_TWO_FRAMES,
    TEARS_CLIENT_FRAMES,
    LEAVES_THE_ADDRESS,
    LEADS_NOWHERE,
    WRITES_ANOTHER_HOST,
    HANGS_UP_EARLY,
    KEEPS_FIN_TO_ITSELF,
    ANSWERS_FIN_ITSELF,
    TURNS_RST_INTO_FIN
  }

  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final int RAW_ACCOUNT_ID = 4;
  private static final int DEAD_PORT = 1;

  private final Fault fault;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final InetSocketAddress login;

  NaiveRelay(InetSocketAddress server, Fault fault) throws IOException {
    this.fault = fault;
    this.login = listen(server);
  }

  InetSocketAddress login() {
    return login;
  }

  private InetSocketAddress listen(InetSocketAddress server) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(listener);
    run(
        () -> {
          while (true) {
            Socket client = listener.accept();
            Socket upstream = new Socket(server.getAddress(), server.getPort());
            open.add(client);
            open.add(upstream);
            run(() -> pump(client, upstream, Direction.CLIENT_TO_SERVER));
            run(() -> pump(upstream, client, Direction.SERVER_TO_CLIENT));
          }
        });
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the replay has closed its sockets: nothing is left to do
              }
            },
            "naive-relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(Socket from, Socket to, Direction direction) throws IOException {
    to.setTcpNoDelay(true);
    boolean up = direction == Direction.CLIENT_TO_SERVER;
    ByteBuf held = Unpooled.buffer();
    byte[] read = new byte[8192];
    FrameScanner scanner = new FrameScanner(PROTOCOL.table());
    if (!up) {
      scanner.expectAccountId(MiniSession.ACCOUNT);
    }
    int count;
    while ((count = read(from, read)) >= 0) {
      held.writeBytes(read, 0, count);
      List<byte[]> frames = new ArrayList<>();
      int length;
      while ((length = scanner.next(held, held.readerIndex())) > 0) {
        ByteBuf frame = held.readSlice(length);
        Packet packet =
            length == RAW_ACCOUNT_ID && scanner.id() < 0
                ? null
                : PROTOCOL.packet(scanner.id(), direction);
        redirect(frame, packet);
        frames.add(ByteBufUtil.getBytes(frame));
      }
      write(to.getOutputStream(), spoil(frames, up), up);
      if (fault == Fault.HANGS_UP_EARLY && up) {
        from.close();
      }
    }
    if (fault == Fault.KEEPS_FIN_TO_ITSELF) {
      return;
    }
    to.shutdownOutput();
    if (fault == Fault.ANSWERS_FIN_ITSELF) {
      from.shutdownOutput();
    }
  }

  private int read(Socket from, byte[] read) throws IOException {
    try {
      return from.getInputStream().read(read);
    } catch (SocketException e) {
      if (fault == Fault.TURNS_RST_INTO_FIN) {
        return -1;
      }
      throw e;
    }
  }

  private void redirect(ByteBuf frame, Packet packet) throws IOException {
    if (packet == null || fault == Fault.LEAVES_THE_ADDRESS) {
      return;
    }
    for (AddressField field : AddressField.in(frame, packet)) {
      InetSocketAddress own =
          fault == Fault.LEADS_NOWHERE
              ? new InetSocketAddress(InetAddress.getLoopbackAddress(), DEAD_PORT)
              : listen(field.read(frame));
      field.write(frame, own);
      if (fault == Fault.WRITES_ANOTHER_HOST) {
        frame.setBytes(frame.readerIndex() + field.host(), new byte[] {'g', 'a', 'm', 'e'});
      }
    }
  }

  private List<byte[]> spoil(List<byte[]> frames, boolean up) {
    List<byte[]> spoilt = new ArrayList<>(frames);
    for (int i = 0; i < spoilt.size(); i++) {
      byte[] frame = spoilt.get(i);
      if (fault == Fault.DROPS_A_BYTE_OF_THE_CLIENT && up && frame.length > 20) {
        spoilt.set(i, without(frame, 6));
      } else if (fault == Fault.DROPS_THE_LAST_BYTE_OF_THE_SERVER && !up && frame.length == 13) {
        spoilt.set(i, without(frame, frame.length - 1));
      } else if (fault == Fault.CHANGES_A_BYTE_OF_THE_SERVER && !up && frame.length == 13) {
        frame[5] ^= 1;
      }
    }
    if (fault == Fault.SWAPS_TWO_FRAMES && spoilt.size() > 1) {
      Collections.reverse(spoilt);
    }
    if (fault == Fault.ADDS_A_PACKET_OF_ITS_OWN && !up && spoilt.size() > 1) {
      spoilt.add(new byte[] {(byte) 0xC0, 0, 1, 0, 0, 0, 2});
    }
    return spoilt;
  }

  private static byte[] without(byte[] frame, int index) {
    byte[] rest = new byte[frame.length - 1];
    System.arraycopy(frame, 0, rest, 0, index);
    System.arraycopy(frame, index + 1, rest, index, rest.length - index);
    return rest;
  }

  private void write(OutputStream out, List<byte[]> frames, boolean up) throws IOException {
    for (byte[] frame : frames) {
      if (fault == Fault.TEARS_CLIENT_FRAMES && up && frame.length > 2) {
        out.write(frame, 0, 2); // and the rest never: a reader must see the torn frame by itself
      } else {
        out.write(frame);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable closeable : open) {
      closeable.close();
    }
  }
}
