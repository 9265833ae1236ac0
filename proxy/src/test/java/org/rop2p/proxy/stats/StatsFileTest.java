package org.rop2p.proxy.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.relay.RelayCounters;

/** The file that {@code play --stats} writes. */
@Timeout(60)
class StatsFileTest {
  private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final ProxyStats STATS =
      new ProxyStats(
          new RelayCounters.Snapshot(1, 2, 3, 4, 5, 6),
          Map.of(Kind.CHAT, new ProxyStats.KindStats(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
          List.of(new ProxyStats.LinkStats("aa", "bb", "direct", 12, -1)),
          Map.of("CHAT.MIRROR.ALLOWED", 8L),
          Map.of("too far", 3L));
  private static final String LINE =
      """
      {"at_ms": 1700000000123,
       "relay": {"frames_from_client": 1, "frames_from_server": 2, "bytes_from_client": 3,
                 "bytes_from_server": 4, "blind": 5, "unreadable": 6},
       "kinds": {"chat": {"sent": 10, "offloaded": 9, "mirrored": 8, "server": 7, "late_mirrored": 6,
                          "proof_or_sample": 5, "shown_from_peer": 4, "server_copies_dropped": 3,
                          "peer_copies_dropped": 2, "rolled_back": 1}},
       "links": [{"local": "aa", "remote": "bb", "path": "direct", "setup_ms": 12, "rtt_ms": -1}],
       "decisions": {"CHAT.MIRROR.ALLOWED": 8},
       "rejects": {"too far": 3}}
      """;

  @TempDir private Path folder;

  @Test
  void aLineEachSecondAndOneAtTheEnd() throws Exception {
    Path file = folder.resolve("stats.json");
    CountDownLatch two = new CountDownLatch(2);
    StatsFile stats =
        StatsFile.open(
            file,
            () -> {
              two.countDown();
              return STATS;
            },
            Clock.fixed(THEN, ZoneOffset.UTC));
    two.await();
    stats.close();

    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.size() >= 3, lines.size() + " lines");
    for (String line : lines) {
      assertEquals(tree(LINE), tree(line));
    }
  }

  @Test
  void aFileThatCannotBeWrittenStopsNothing() throws Exception {
    Path file = folder.resolve("no/such/folder/stats.json");
    CountDownLatch two = new CountDownLatch(2);
    StatsFile stats =
        StatsFile.open(
            file,
            () -> {
              two.countDown();
              return STATS;
            },
            Clock.fixed(THEN, ZoneOffset.UTC));
    two.await();
    Files.createDirectories(file.getParent());
    stats.close();

    assertEquals(tree(LINE), tree(Files.readAllLines(file).get(0)), "it is tried again");
  }

  private static JsonNode tree(String json) throws IOException {
    return new JsonMapper().readTree(json);
  }
}
