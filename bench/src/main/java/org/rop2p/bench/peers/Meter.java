package org.rop2p.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.machine.ProcessMeter;
import org.rop2p.bench.world.PlayProcess;

/**
 * What a metered proxy has used at one moment.
 *
 * @param nanos its clock
 * @param cpuNanos of all threads
 * @param told its own meters
 * @param framesFromServer that it has relayed
 */
record Meter(long nanos, long cpuNanos, JsonNode told, long framesFromServer) {
  static final String NANOS = "nanos";
  static final String ALLOCATED = "allocated";
  static final String DATAGRAMS_OUT = "datagrams_out";
  static final String DATAGRAMS_IN = "datagrams_in";
  static final String BYTES_OUT = "bytes_out";
  static final String BYTES_IN = "bytes_in";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** IPv4 and UDP. */
  private static final int HEADER_BYTES = 28;

  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double KIB = 1_024;

  /** Asks a proxy. */
  static Meter read(PlayProcess proxy, ProcessMeter process)
      throws IOException, InterruptedException {
    proxy.process().tell(MeteredPlay.QUESTION);
    if (!proxy.process().awaitLine(MeteredPlay.ANSWER, PATIENCE)) {
      throw new IOException("the measured proxy does not answer: " + proxy.process().output());
    }
    JsonNode told = last(proxy.process().output());
    return new Meter(
        told.path(NANOS).asLong(),
        process.cpuNanos(),
        told,
        proxy.stats().path("relay").path("frames_from_server").asLong());
  }

  private static JsonNode last(List<String> lines) throws IOException {
    for (int i = lines.size() - 1; i >= 0; i--) {
      int at = lines.get(i).indexOf(MeteredPlay.ANSWER);
      if (at >= 0) {
        return JSON.readTree(lines.get(i).substring(at + MeteredPlay.ANSWER.length()));
      }
    }
    throw new IOException("the measured proxy does not say what it used");
  }

  /** What it used in a second since an earlier moment. */
  Usage since(Meter earlier) {
    double seconds = (nanos - earlier.nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    double out = grown(earlier, DATAGRAMS_OUT) / seconds;
    double in = grown(earlier, DATAGRAMS_IN) / seconds;
    return new Usage(
        (cpuNanos - earlier.cpuNanos) / MILLI / seconds,
        grown(earlier, ALLOCATED) / KIB / seconds,
        out,
        grown(earlier, BYTES_OUT) / KIB / seconds + out * HEADER_BYTES / KIB,
        in,
        grown(earlier, BYTES_IN) / KIB / seconds + in * HEADER_BYTES / KIB,
        (framesFromServer - earlier.framesFromServer) / seconds);
  }

  private double grown(Meter earlier, String meter) {
    return told.path(meter).asLong() - earlier.told.path(meter).asLong();
  }
}
