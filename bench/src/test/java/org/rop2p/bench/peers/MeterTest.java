package org.rop2p.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static Meter meter(int seconds, long cpuMillis, long bytes, long datagrams, long frames)
      throws JsonProcessingException {
    return new Meter(
        TimeUnit.SECONDS.toNanos(seconds),
        TimeUnit.MILLISECONDS.toNanos(cpuMillis),
        new JsonMapper()
            .readTree(
                ("{\"allocated\":%d,\"datagrams_out\":%d,\"bytes_out\":%d,\"datagrams_in\":%d,"
                        + "\"bytes_in\":%d}")
                    .formatted(bytes, datagrams, bytes, 2 * datagrams, 2 * bytes)),
        frames);
  }

  @Test
  void twoReadingsMakeARate() throws JsonProcessingException {
    Usage usage = meter(14, 300, 512_000, 2_048, 90).since(meter(4, 100, 0, 0, 40));
    // 204.8 datagrams a second of 250 bytes and 28 of headers.
    assertEquals(new Usage(20, 50, 204.8, 55.6, 409.6, 111.2, 5), usage);
  }

  @Test
  void whatPlayersCostIsWhatExceedsTheRelay() {
    Usage linked = new Usage(30, 400, 20, 10, 40, 20, 5);
    Usage relay = new Usage(10, 0, 0, 0, 0, 0, 15);
    assertEquals(new Usage(2, 40, 2, 1, 4, 2, -1), linked.perPlayer(relay, 10));
  }
}
