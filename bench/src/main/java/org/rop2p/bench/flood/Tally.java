package org.rop2p.bench.flood;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.stats.PairedRatio;
import org.rop2p.transport.LinkDown;

/** What hostile peers did since they were last aimed. Thread-safe. */
final class Tally {
  private static final JsonMapper JSON = new JsonMapper();

  private long begunAt;
  private long byLink;
  private long notTaken;
  private long afterEnd;
  private long idle;
  private int linksUp;
  private int attestations;
  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<Double> lives = new ArrayList<>();

  /** An envelope went into a link; whether it was the first. */
  synchronized boolean byLink() {
    if (byLink == 0) {
      begunAt = System.nanoTime();
    }
    byLink++;
    return byLink == 1;
  }

  /** The own transport had no room for an envelope. */
  synchronized void notTaken() {
    notTaken++;
  }

  /** A datagram of a link that has ended went to the victim's socket. */
  synchronized void afterEnd() {
    afterEnd++;
  }

  /** Nobody knew yet where to send an envelope. */
  synchronized void idle() {
    idle++;
  }

  /** The coordinator has introduced a new fingerprint to the victim. */
  synchronized void attested() {
    attestations++;
  }

  synchronized void up() {
    linksUp++;
  }

  /**
   * A link has ended.
   *
   * @param millis from both hellos to its end
   */
  synchronized void down(LinkDown reason, double millis) {
    ends.merge(reason.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
    lives.add(millis);
  }

  /**
   * Everything so far in one line, its {@code seconds} those since the first envelope; begins anew.
   */
  synchronized String drain() {
    ObjectNode json = JSON.createObjectNode();
    double seconds =
        byLink == 0 ? 0 : (System.nanoTime() - begunAt) / (double) TimeUnit.SECONDS.toNanos(1);
    json.put("seconds", seconds)
        .put("by_link", byLink)
        .put("after_end", afterEnd)
        .put("not_taken", notTaken)
        .put("idle", idle)
        .put("attestations", attestations)
        .put("links_up", linksUp);
    double[] lived = lives.stream().mapToDouble(Double::doubleValue).toArray();
    json.put("link_life_ms_median", lived.length == 0 ? -1 : PairedRatio.median(lived));
    ObjectNode reasons = json.putObject("link_ends");
    ends.forEach(reasons::put);
    byLink = 0;
    notTaken = 0;
    afterEnd = 0;
    idle = 0;
    linksUp = 0;
    attestations = 0;
    ends.clear();
    lives.clear();
    return json.toString();
  }
}
