package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.proxy.Hex;

/** A sample of what the relay adds, as long as somebody wants to know. */
class PassTimesTest extends RelayFixture {
  private final RelayCounters counters = new RelayCounters();
  private final List<Direction> told = new ArrayList<>();

  @Test
  void oneReadInSixteenIsMeasuredOnceSomebodyAsks() {
    EmbeddedChannel client = new EmbeddedChannel();
    EmbeddedChannel server = new EmbeddedChannel();
    RelayConnection connection =
        new RelayConnection(
            ServerKind.MAP,
            new ConnectionProtocol(Protocol.of(PacketVersion.DEFAULT)),
            ObfuscatedIds.plain(),
            new MapSession(null, null, player -> java.util.Optional.empty()),
            counters,
            new RelayTroubles(),
            null,
            client,
            server);
    ticks(connection.clientSide(), 100);
    assertEquals(List.of(), told, "nobody asks");
    counters
        .passTimes()
        .tell(
            (from, nanos) -> {
              assertTrue(nanos >= 0, "nanoseconds " + nanos);
              told.add(from);
            });
    RelaySide fromClient = connection.clientSide();
    RelaySide fromServer = connection.serverSide();
    ticks(fromClient, PassTimes.ONE_IN - 1);
    ticks(fromServer, PassTimes.ONE_IN - 1);
    assertEquals(List.of(), told);
    fromServer.read(Hex.frame(TICK));
    fromServer.read(Hex.frame(TICK));
    assertEquals(List.of(), told, "not written yet");
    fromServer.readComplete();
    assertEquals(List.of(Direction.SERVER_TO_CLIENT), told);
    ticks(fromClient, 1);
    assertEquals(List.of(Direction.SERVER_TO_CLIENT, Direction.CLIENT_TO_SERVER), told);
    fromClient.gone(false);
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  @Test
  void whoScrapesSeesTheDistribution() throws Exception {
    assertEquals("0", latencies("count"));
    Wire client = client();
    Wire server = met(client, loginServer);
    for (int i = 0; i < PassTimes.ONE_IN + 2; i++) {
      client.send(TICK);
      server.expect(TICK);
    }
    assertEquals("1", latencies("count"), "of the reads, one is measured");
    assertTrue(Double.parseDouble(latencies("sum")) > 0, "it takes its time");
  }

  private static void ticks(RelaySide side, int times) {
    for (int i = 0; i < times; i++) {
      side.read(Hex.frame(TICK));
      side.readComplete();
    }
  }

  private String latencies(String what) {
    String start = "rop2p_proxy_added_latency_seconds_" + what + "{from=\"client\"} ";
    return proxy
        .metrics()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }
}
