package org.rop2p.testbed.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.replay.RecordedConnection;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.UnusableRecordingException;

/** What a real rAthena tells a walker and who watches, on which {@code Granted} rests. */
class RecordedWalksTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.of(20211103));

  /** A walk, and the server's tick with it. */
  private record Told(Cell from, Cell to, int tick) {}

  @Test
  void walkerAndWatcherAreToldOfAWalkWithOneTick() throws UnusableRecordingException {
    List<RecordedConnection> players =
        Recording.load(Path.of("recordings", "duo")).connections().stream()
            .filter(connection -> connection.kind() == ServerKind.MAP)
            .toList();
    assertEquals(2, players.size());
    int compared = 0;
    for (int walker = 0; walker < 2; walker++) {
      List<Told> granted = granted(players.get(walker));
      List<Told> seen = seen(players.get(1 - walker));
      for (Told walk : granted) {
        List<Integer> ticks =
            seen.stream()
                .filter(told -> told.from().equals(walk.from()) && told.to().equals(walk.to()))
                .map(Told::tick)
                .toList();
        compared += ticks.isEmpty() ? 0 : 1;
        assertTrue(
            ticks.isEmpty() || ticks.stream().anyMatch(tick -> Math.abs(tick - walk.tick()) <= 1),
            walk + " was seen at " + ticks);
      }
    }
    assertTrue(compared >= 45, compared + " walks of one were seen by the other");
  }

  private static List<Told> granted(RecordedConnection player) {
    return told(player).stream()
        .filter(ServerEvent.OwnWalkGranted.class::isInstance)
        .map(ServerEvent.OwnWalkGranted.class::cast)
        .map(walk -> new Told(walk.from(), walk.to(), walk.tick()))
        .toList();
  }

  private static List<Told> seen(RecordedConnection player) {
    return told(player).stream()
        .filter(ServerEvent.UnitShown.class::isInstance)
        .map(event -> ((ServerEvent.UnitShown) event).entry())
        .filter(entry -> entry.walking())
        .map(entry -> new Told(entry.at(), entry.to(), entry.tick()))
        .toList();
  }

  private static List<ServerEvent> told(RecordedConnection player) {
    ByteBuf stream = Unpooled.wrappedBuffer(player.serverToClient());
    FrameScanner scanner = new FrameScanner(PROTOCOL.table());
    List<ServerEvent> events = new ArrayList<>();
    int at = 0;
    while (at < stream.writerIndex()) {
      int length = scanner.next(stream, at);
      assertTrue(length > 0, "cut in a frame at " + at);
      Packet packet = PROTOCOL.packet(scanner.id(), Direction.SERVER_TO_CLIENT);
      if (packet != null && ServerEvents.reads(packet)) {
        events.add(ServerEvents.read(packet, stream.slice(at, length), PROTOCOL));
      }
      at += length;
    }
    return events;
  }
}
