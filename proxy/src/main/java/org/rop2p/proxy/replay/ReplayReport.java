package org.rop2p.proxy.replay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a replay.
 *
 * @param connections played to their end
 * @param framesC2s whole frames that the server received
 * @param framesS2c whole frames that the client received, raw account ids included
 * @param bytes that arrived on either side
 * @param blind connections that the proxy gave up framing
 * @param mismatch what arrived otherwise than it was sent, for people; a replay ends with the first
 */
public record ReplayReport(
    int connections,
    long framesC2s,
    long framesS2c,
    long bytes,
    int blind,
    Optional<String> mismatch) {

  /** A replay that could not begin. */
  public static ReplayReport failed(String why) {
    return new ReplayReport(0, 0, 0, 0, 0, Optional.of(why));
  }

  public boolean passed() {
    return blind == 0 && mismatch.isEmpty();
  }

  public ReplayReport withBlind(int count) {
    return new ReplayReport(connections, framesC2s, framesS2c, bytes, count, mismatch);
  }

  /** What several came to together: one line, an interface to other tools. */
  public static String json(List<ReplayReport> reports) {
    return String.format(
        Locale.ROOT,
        "{\"connections\":%d,\"frames_c2s\":%d,\"frames_s2c\":%d,\"bytes\":%d,\"blind\":%d,"
            + "\"mismatches\":%d}",
        reports.stream().mapToInt(ReplayReport::connections).sum(),
        reports.stream().mapToLong(ReplayReport::framesC2s).sum(),
        reports.stream().mapToLong(ReplayReport::framesS2c).sum(),
        reports.stream().mapToLong(ReplayReport::bytes).sum(),
        reports.stream().mapToInt(ReplayReport::blind).sum(),
        reports.stream().filter(report -> report.mismatch().isPresent()).count());
  }
}
