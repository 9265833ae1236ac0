package org.rop2p.proxy.record;

import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.view.Enter;
import org.rop2p.proxy.replay.RecordedConnection;

/** One connection in its three files. Confined to the recorder's thread. */
final class RecordedLine {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** What came together; written once all of it is. */
  private record Piece(long at, Direction direction, int offset, int length) {}

  private final String number;
  private final ServerKind kind;
  private final int serverPort;
  private final long startedAt;
  private Protocol protocol;
  private final Map<Direction, RecordedStream> streams = new EnumMap<>(Direction.class);
  private final Map<Direction, Integer> received = new EnumMap<>(Direction.class);
  private final Deque<Piece> open = new ArrayDeque<>();
  private final OutputStream pieces;
  private String firstClose = RecordedConnection.Closing.OPEN.label();
  private long bytes;

  /**
   * Opens the files.
   *
   * @param startedAt monotonic nanoseconds
   * @param protocol by which it is read at first
   */
  RecordedLine(
      Path folder,
      int number,
      ServerKind kind,
      int serverPort,
      long startedAt,
      Protocol protocol,
      KeyChoice keys)
      throws IOException {
    this.number = String.format(Locale.ROOT, "%02d", number);
    this.kind = kind;
    this.serverPort = serverPort;
    this.startedAt = startedAt;
    this.protocol = protocol;
    String name = this.number + "-" + label(kind);
    ObfuscatedIds ids = kind == ServerKind.MAP ? keys.open(protocol) : ObfuscatedIds.plain();
    Secrets secrets = new Secrets(protocol);
    for (Direction direction : Direction.values()) {
      received.put(direction, 0);
      ObfuscatedIds read = direction == Direction.CLIENT_TO_SERVER ? ids : ObfuscatedIds.plain();
      streams.put(
          direction,
          new RecordedStream(
              kind,
              direction,
              new FrameScanner(protocol.table(), read),
              read,
              secrets,
              file(folder.resolve(name + "-" + label(direction) + ".bin"))));
    }
    this.pieces = file(folder.resolve(name + ".chunks.tsv"));
    write("relative_ms\tdirection\toffset\tlength\n");
  }

  /** It is read by another protocol, from the frames on that are not whole yet. */
  void readBy(Protocol other) {
    protocol = other;
    streams.values().forEach(stream -> stream.readBy(other));
  }

  /** Bytes came; {@code sure} as {@link RecordedStream#came} has it. */
  void came(Direction direction, byte[] content, boolean sure, long at) throws IOException {
    int offset = received.merge(direction, content.length, Integer::sum) - content.length;
    open.add(new Piece(at, direction, offset, content.length));
    bytes += content.length;
    streams.get(direction).came(content, sure, this::frame);
    while (!open.isEmpty() && missing(open.peek()) <= 0) {
      write(open.poll());
    }
  }

  /** One side ends the connection; only the first end counts. */
  void ended(Direction direction, boolean reset) {
    if (firstClose.equals(RecordedConnection.Closing.OPEN.label())) {
      firstClose = label(direction) + (reset ? ":RST" : ":FIN");
    }
  }

  /** Monotonic nanoseconds. */
  long startedAt() {
    return startedAt;
  }

  /** Bytes in the files, about. */
  long size() {
    return bytes;
  }

  /**
   * Closes the files, without what is no whole frame.
   *
   * @param firstStartedAt when the first connection of all began
   * @param wall seconds since 1970 at which this one began
   * @return its row in the table of connections
   */
  String close(long firstStartedAt, long at, double wall) throws IOException {
    for (Piece piece : open) {
      int kept = piece.length() - Math.max(0, missing(piece));
      if (kept > 0) {
        write(new Piece(piece.at(), piece.direction(), piece.offset(), kept));
      }
    }
    RecordedStream up = streams.get(Direction.CLIENT_TO_SERVER);
    RecordedStream down = streams.get(Direction.SERVER_TO_CLIENT);
    up.close();
    down.close();
    pieces.close();
    return String.format(
        Locale.ROOT,
        "%s\t%s\t0\t%d\t%.3f\t%.3f\t%d\t%d\t%d\t%d\t%s\t%.3f\n",
        number,
        label(kind),
        serverPort,
        (startedAt - firstStartedAt) / NANOS_PER_MILLI,
        (at - firstStartedAt) / NANOS_PER_MILLI,
        up.written(),
        down.written(),
        up.pieces(),
        down.pieces(),
        firstClose,
        wall);
  }

  /** Closes the files as they are. */
  void giveUp() {
    try {
      for (RecordedStream stream : streams.values()) {
        stream.close();
      }
      pieces.close();
    } catch (IOException e) {
      // that is why it is given up
    }
  }

  /** A char server begins with the account id that its client has named. */
  private void frame(int id, ByteBuf frame) {
    if (kind == ServerKind.CHAR
        && protocol.packet(id, Direction.CLIENT_TO_SERVER) == Packet.CH_ENTER) {
      streams.get(Direction.SERVER_TO_CLIENT).expectAccountId(Enter.readChar(frame).accountId());
    }
  }

  /** How many bytes of a piece are not in its file. */
  private int missing(Piece piece) {
    return piece.offset() + piece.length() - streams.get(piece.direction()).written();
  }

  private void write(Piece piece) throws IOException {
    write(
        String.format(
            Locale.ROOT,
            "%.3f\t%s\t%d\t%d\n",
            (piece.at() - startedAt) / NANOS_PER_MILLI,
            label(piece.direction()),
            piece.offset(),
            piece.length()));
  }

  private void write(String row) throws IOException {
    byte[] encoded = row.getBytes(StandardCharsets.UTF_8);
    bytes += encoded.length;
    pieces.write(encoded);
  }

  private static OutputStream file(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(OwnersOnly.create(path)));
  }

  private static String label(ServerKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String label(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER ? "c2s" : "s2c";
  }
}
