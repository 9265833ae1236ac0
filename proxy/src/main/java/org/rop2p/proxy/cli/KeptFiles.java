package org.rop2p.proxy.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.evidence.EvidenceFile;
import org.rop2p.proxy.stats.StatsFile;
import picocli.CommandLine.Option;

/** What one wants to keep of a play. */
final class KeptFiles {
  @Option(
      names = "--stats",
      paramLabel = "FILE",
      description = "Append what the proxy counts to FILE, a line of JSON each second.")
  private Path stats;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description =
          "Keep the last 100 lines of chat that players signed and you saw in FILE, for a"
              + " moderator; ro-p2p verify-evidence checks them.")
  private Path evidence;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "Record all connections in DIR, without passwords and tokens, for ro-p2p replay; at most"
              + " 200 MiB.")
  private Path recording;

  private EvidenceFile lines;
  private StatsFile statistics;

  /**
   * Begins to write all that are wanted.
   *
   * @throws ProxyStartException with one sentence, and the proxy is closed, when one cannot be
   *     written: who wants it is told before he plays
   */
  void open(RoProxy proxy) {
    try {
      if (recording != null) {
        proxy.record(recording);
      }
      lines = evidence == null ? null : EvidenceFile.open(evidence, proxy.evidence());
    } catch (ProxyStartException e) {
      proxy.close();
      throw e;
    } catch (IllegalArgumentException e) {
      proxy.close(); // a file that is something else must not be overwritten
      throw new ProxyStartException(e.getMessage(), e);
    }
    statistics = stats == null ? null : StatsFile.open(stats, proxy::stats, Clock.systemUTC());
  }

  /** Closes them, and the proxy in between: each has the last that it is to have. */
  void close(RoProxy proxy) {
    if (statistics != null) {
      statistics.close();
    }
    proxy.close();
    if (lines != null) {
      lines.close();
    }
  }
}
