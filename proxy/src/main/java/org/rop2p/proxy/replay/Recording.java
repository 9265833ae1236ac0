package org.rop2p.proxy.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rop2p.codec.Direction;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ServerKind;
import org.rop2p.proxy.replay.RecordedConnection.Closing;

/**
 * A recorded session: every connection of a folder with {@code connections.tsv}, {@code
 * NN-kind-c2s.bin}, {@code NN-kind-s2c.bin} and {@code NN-kind.chunks.tsv}.
 */
public record Recording(List<RecordedConnection> connections) {
  /** The table of all connections. */
  public static final String INDEX = "connections.tsv";

  /** With the client date, in recordings of this proxy. */
  public static final String PACKET_VERSION = "packetver";

  public Recording {
    connections = List.copyOf(connections);
  }

  /** Reads a folder, and checks that its chunks cover its bytes. */
  public static Recording load(Path folder) throws UnusableRecordingException {
    if (!Files.isDirectory(folder)) {
      throw new UnusableRecordingException(
          "There is no folder " + folder + ": name the folder of a recorded session.");
    }
    List<String[]> rows = table(folder.resolve(INDEX));
    List<String> columns = List.of(rows.get(0));
    List<RecordedConnection> connections = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      connections.add(connection(folder, new Row(folder.resolve(INDEX), columns, row)));
    }
    if (connections.stream().noneMatch(c -> c.kind() == ServerKind.LOGIN)) {
      throw new UnusableRecordingException(
          folder.resolve(INDEX) + " names no login connection, so a proxy cannot be led to it.");
    }
    return new Recording(connections);
  }

  /** The client date of a recording, if it says. */
  public static Optional<PacketVersion> packetVersion(Path folder)
      throws UnusableRecordingException {
    Path file = folder.resolve(PACKET_VERSION);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          PacketVersion.parse(new String(bytes(file), StandardCharsets.UTF_8).strip()));
    } catch (IllegalArgumentException e) {
      throw new UnusableRecordingException(file + " names no client date: " + e.getMessage());
    }
  }

  private static RecordedConnection connection(Path folder, Row row)
      throws UnusableRecordingException {
    String name = row.text("nn") + "-" + row.text("kind");
    byte[] up = bytes(folder.resolve(name + "-c2s.bin"));
    byte[] down = bytes(folder.resolve(name + "-s2c.bin"));
    double startMs = row.number("start_rel_ms");
    Path chunkFile = folder.resolve(name + ".chunks.tsv");
    List<Chunk> chunks = chunks(chunkFile, startMs);
    requireCovered(chunkFile, chunks, Direction.CLIENT_TO_SERVER, up.length);
    requireCovered(chunkFile, chunks, Direction.SERVER_TO_CLIENT, down.length);
    return new RecordedConnection(
        name,
        kind(row),
        (int) row.number("server_port"),
        up,
        down,
        chunks,
        closing(row),
        row.number("end_rel_ms"));
  }

  private static ServerKind kind(Row row) throws UnusableRecordingException {
    String label = row.text("kind").toUpperCase(Locale.ROOT);
    for (ServerKind kind : ServerKind.values()) {
      if (kind.name().equals(label)) {
        return kind;
      }
    }
    throw row.unusable("kind", "login, char or map");
  }

  private static Closing closing(Row row) throws UnusableRecordingException {
    for (Closing closing : Closing.values()) {
      if (closing.label().equals(row.text("first_close"))) {
        return closing;
      }
    }
    throw row.unusable("first_close", "c2s:FIN, s2c:FIN, c2s:RST, s2c:RST or -");
  }

  private static List<Chunk> chunks(Path file, double startMs) throws UnusableRecordingException {
    List<String[]> rows = table(file);
    List<String> columns = List.of(rows.get(0));
    List<Chunk> chunks = new ArrayList<>();
    for (String[] cells : rows.subList(1, rows.size())) {
      Row row = new Row(file, columns, cells);
      Direction direction =
          switch (row.text("direction")) {
            case "c2s" -> Direction.CLIENT_TO_SERVER;
            case "s2c" -> Direction.SERVER_TO_CLIENT;
            default -> throw row.unusable("direction", "c2s or s2c");
          };
      chunks.add(
          new Chunk(
              startMs + row.number("relative_ms"),
              direction,
              (int) row.number("offset"),
              (int) row.number("length")));
    }
    return chunks;
  }

  private static void requireCovered(Path file, List<Chunk> chunks, Direction direction, int bytes)
      throws UnusableRecordingException {
    int covered = 0;
    for (Chunk chunk : chunks) {
      if (chunk.direction() == direction) {
        if (chunk.offset() != covered || chunk.length() <= 0) {
          throw new UnusableRecordingException(
              "%s has a gap: a chunk of %s begins at %d where %d was due."
                  .formatted(file, direction, chunk.offset(), covered));
        }
        covered += chunk.length();
      }
    }
    if (covered != bytes) {
      throw new UnusableRecordingException(
          "%s covers %d bytes of %s, but %d were recorded."
              .formatted(file, covered, direction, bytes));
    }
  }

  private static byte[] bytes(Path file) throws UnusableRecordingException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusableRecordingException(
          "The recording is not complete: " + file + " cannot be read.");
    }
  }

  private static List<String[]> table(Path file) throws UnusableRecordingException {
    List<String[]> rows =
        new String(bytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.split("\t", -1))
            .toList();
    if (rows.isEmpty()) {
      throw new UnusableRecordingException(file + " is empty: its first line names the columns.");
    }
    return rows;
  }

  /** One line of a table with named columns. */
  private record Row(Path file, List<String> columns, List<String> cells) {
    Row(Path file, List<String> columns, String[] cells) {
      this(file, columns, Arrays.asList(cells));
    }

    String text(String column) throws UnusableRecordingException {
      int at = columns.indexOf(column);
      if (at < 0 || at >= cells.size()) {
        throw new UnusableRecordingException(
            "%s has a line without %s: %s.".formatted(file, column, cells));
      }
      return cells.get(at);
    }

    double number(String column) throws UnusableRecordingException {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw unusable(column, "a number");
      }
    }

    UnusableRecordingException unusable(String column, String wanted)
        throws UnusableRecordingException {
      return new UnusableRecordingException(
          "%s: %s is '%s' where %s is needed.".formatted(file, column, text(column), wanted));
    }
  }
}
