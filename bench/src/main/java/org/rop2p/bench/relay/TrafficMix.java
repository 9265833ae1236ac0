package org.rop2p.bench.relay;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.proxy.replay.Chunk;
import org.rop2p.proxy.replay.RecordedConnection;
import org.rop2p.proxy.replay.Recording;

/** What players and map server said to each other in recorded sessions, and when. */
final class TrafficMix {
  /** Shorter connections are little more than the arrival on a map. */
  private static final double MIN_MILLIS = 10_000;

  /**
   * Whole frames of one direction that were sent together.
   *
   * @param atNanos since the connection's first message
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Message(long atNanos, Direction direction, byte[] bytes, int frames) {}

  /**
   * A map connection that can be played over and over.
   *
   * @param enter the client's first frame, CZ_ENTER; not among the messages
   * @param welcome the server's first frame
   * @param messages in the order of time, without frames that lead to another server
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Player(byte[] enter, byte[] welcome, List<Message> messages, long periodNanos) {}

  private final List<Player> players;

  private TrafficMix(List<Player> players) {
    this.players = List.copyOf(players);
  }

  /**
   * The map connections of these sessions.
   *
   * @throws IllegalArgumentException with a sentence for people, when there are none
   */
  static TrafficMix of(List<Recording> recordings, Protocol protocol) {
    List<Player> players = new ArrayList<>();
    for (Recording recording : recordings) {
      for (RecordedConnection connection : recording.connections()) {
        if (connection.kind() == ServerKind.MAP && lengthMillis(connection) >= MIN_MILLIS) {
          players.add(player(connection, protocol));
        }
      }
    }
    if (players.isEmpty()) {
      throw new IllegalArgumentException("the recorded sessions hold no long map connection");
    }
    return new TrafficMix(players);
  }

  /** Whom the client with this number plays; numbers may exceed the recorded players. */
  Player player(int client) {
    return players.get(client % players.size());
  }

  int players() {
    return players.size();
  }

  /** Messages of both directions that a client and its server exchange in a second, on average. */
  double messagesPerSecond() {
    return players.stream()
        .mapToDouble(p -> p.messages().size() / (double) p.periodNanos())
        .map(perNano -> perNano * TimeUnit.SECONDS.toNanos(1))
        .average()
        .orElseThrow();
  }

  private static double lengthMillis(RecordedConnection connection) {
    List<Chunk> chunks = connection.chunks();
    return chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).atMs() - chunks.get(0).atMs();
  }

  private static Player player(RecordedConnection connection, Protocol protocol) {
    Map<Direction, List<RecordedFrame>> frames = new EnumMap<>(Direction.class);
    Map<Direction, Integer> taken = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      frames.put(
          direction,
          RecordedFrame.cut(connection.bytes(direction), new FrameScanner(protocol.table())));
      taken.put(direction, 0);
    }
    double firstMs = connection.chunks().get(0).atMs();
    List<Message> messages = new ArrayList<>();
    for (Chunk chunk : connection.chunks()) {
      Direction direction = chunk.direction();
      List<RecordedFrame> all = frames.get(direction);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int count = 0;
      int next = taken.get(direction);
      for (; next < all.size() && all.get(next).end() <= chunk.offset() + chunk.length(); next++) {
        if (repeatable(protocol.packet(all.get(next).id(), direction))) {
          bytes.writeBytes(all.get(next).bytes());
          count++;
        }
      }
      taken.put(direction, next);
      if (count > 0) {
        long at = (long) ((chunk.atMs() - firstMs) * TimeUnit.MILLISECONDS.toNanos(1));
        messages.add(new Message(at, direction, bytes.toByteArray(), count));
      }
    }
    long last = messages.get(messages.size() - 1).atNanos();
    return new Player(
        frames.get(Direction.CLIENT_TO_SERVER).get(0).bytes(),
        frames.get(Direction.SERVER_TO_CLIENT).get(0).bytes(),
        messages,
        last + last / messages.size());
  }

  private static boolean repeatable(Packet packet) {
    return packet != Packet.CZ_ENTER && packet != Packet.ZC_NPCACK_SERVERMOVE;
  }
}
