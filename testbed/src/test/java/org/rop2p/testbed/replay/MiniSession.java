package org.rop2p.testbed.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded session of our own making: login, char select, a map, a move to another map server
 * that ends by kicking. Client date 20211103.
 */
public final class MiniSession {
  static final int ACCOUNT = 2_000_001;
  static final int LOGIN_PORT = 6900;
  static final int CHAR_PORT = 6121;
  static final int MAP_PORT = 5121;
  static final int OTHER_MAP_PORT = 5122;

  private final Path folder;
  private final List<String> index =
      new ArrayList<>(
          List.of(
              "nn\tkind\tclient_port\tserver_port\tstart_rel_ms\tend_rel_ms\tc2s_bytes\ts2c_bytes"
                  + "\tc2s_segs\ts2c_segs\tfirst_close\tstart_epoch"));

  private MiniSession(Path folder) {
    this.folder = folder;
  }

  /** Writes the session into an empty folder. */
  public static Path into(Path folder) {
    return into(folder, "c2s:FIN");
  }

  /** As {@link #into(Path)}; the login connection ends as told. */
  public static Path into(Path folder, String closing) {
    MiniSession session = new MiniSession(folder);
    session.connection("01", "login", LOGIN_PORT, 0, closing, client(login()), server(accept()));
    session.connection(
        "02",
        "char",
        CHAR_PORT,
        100,
        "c2s:FIN",
        client(charEnter()),
        server(u32(ACCOUNT)),
        server(frame(0x020D, 4).u16(4).bytes()),
        client(frame(0x0066, 3).bytes()),
        server(
            frame(0x0AC5, 156).u32(150_000).text("prontera.gat").at(22).address(MAP_PORT).bytes()));
    session.connection(
        "03",
        "map",
        MAP_PORT,
        200,
        "c2s:FIN",
        client(mapEnter()),
        server(frame(0x0283, 6).u32(ACCOUNT).bytes()),
        server(frame(0x02EB, 13).u32(77).bytes()),
        client(frame(0x007D, 2).bytes()),
        client(chat("Ann : hello")),
        client(frame(0x0360, 6).u32(1234).bytes()),
        server(join(chatEcho("Ann : hello"), frame(0x007F, 6).u32(99).bytes())),
        server(move(0x0AC7, 22, OTHER_MAP_PORT)));
    session.connection(
        "04",
        "map",
        OTHER_MAP_PORT,
        300,
        "s2c:FIN",
        client(mapEnter()),
        server(frame(0x0283, 6).u32(ACCOUNT).bytes()),
        server(frame(0x0081, 3).u8(15).bytes()));
    session.write("connections.tsv", String.join("\n", session.index) + "\n");
    return folder;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(boolean fromClient, byte[] bytes) {}

  private void connection(
      String number, String kind, int port, int startMs, String closing, Part... parts) {
    byte[] up = new byte[0];
    byte[] down = new byte[0];
    StringBuilder chunks = new StringBuilder("relative_ms\tdirection\toffset\tlength\n");
    int ms = 0;
    for (Part part : parts) {
      int offset = part.fromClient ? up.length : down.length;
      chunks.append(
          "%d.5\t%s\t%d\t%d\n"
              .formatted(ms++, part.fromClient ? "c2s" : "s2c", offset, part.bytes.length));
      up = part.fromClient ? join(up, part.bytes) : up;
      down = part.fromClient ? down : join(down, part.bytes);
    }
    String name = number + "-" + kind;
    write(name + "-c2s.bin", up);
    write(name + "-s2c.bin", down);
    write(name + ".chunks.tsv", chunks.toString());
    index.add(
        "%s\t%s\t50000\t%d\t%d.0\t%d.0\t%d\t%d\t1\t1\t%s\t0.0"
            .formatted(number, kind, port, startMs, startMs + 90, up.length, down.length, closing));
  }

  private void write(String file, String text) {
    write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void write(String file, byte[] bytes) {
    try {
      Files.write(folder.resolve(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Part client(byte[] bytes) {
    return new Part(true, bytes);
  }

  private static Part server(byte[] bytes) {
    return new Part(false, bytes);
  }

  private static byte[] login() {
    return frame(0x0064, 55).u32(55).text("anna").bytes();
  }

  private static byte[] accept() {
    return frame(0x0AC4, 224)
        .u16(224)
        .u32(11)
        .u32(ACCOUNT)
        .u32(22)
        .at(47)
        .text("webtoken")
        .at(64)
        .address(CHAR_PORT)
        .bytes();
  }

  private static byte[] charEnter() {
    return frame(0x0065, 17).u32(ACCOUNT).u32(11).u32(22).bytes();
  }

  private static byte[] mapEnter() {
    return frame(0x0436, 23).u32(ACCOUNT).u32(150_000).u32(11).bytes();
  }

  private static byte[] move(int id, int at, int port) {
    return frame(id, 156).at(at).address(port).bytes();
  }

  private static byte[] chat(String text) {
    return frame(0x00F3, 4 + text.length()).u16(4 + text.length()).text(text).bytes();
  }

  private static byte[] chatEcho(String text) {
    return frame(0x008E, 5 + text.length()).u16(5 + text.length()).text(text).bytes();
  }

  private static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static Frame frame(int id, int length) {
    return new Frame(length).u16(id);
  }

  private static final class Frame {
    private final ByteBuffer out;

    Frame(int length) {
      this.out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    Frame u8(int value) {
      out.put((byte) value);
      return this;
    }

    Frame u16(int value) {
      out.putShort((short) value);
      return this;
    }

    Frame u32(int value) {
      out.putInt(value);
      return this;
    }

    Frame at(int offset) {
      out.position(offset);
      return this;
    }

    Frame address(int port) {
      out.put(new byte[] {127, 0, 0, 1});
      return u16(port);
    }

    Frame text(String text) {
      out.put(text.getBytes(StandardCharsets.US_ASCII));
      return this;
    }

    byte[] bytes() {
      byte[] bytes = new byte[out.capacity()];
      out.clear().get(bytes);
      return bytes;
    }
  }
}
