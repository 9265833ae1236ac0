package org.rop2p.bench.lanes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.rop2p.bench.stats.PairedRatio;

/**
 * What was measured at one pair of distances.
 *
 * @param sent messages of each kind
 * @param fromPeer how many the linked player's proxy showed by the peer lane
 * @param leads of the messages that both screens have shown
 */
record Segment(
    Distances distances, Map<Kind, Integer> sent, Map<Kind, Long> fromPeer, List<Lead> leads) {
  /** Messages of a kind that both screens have shown. */
  int shown(Kind kind) {
    return (int) leads.stream().filter(lead -> lead.kind() == kind).count();
  }

  /** By how much the linked player saw them earlier, ascending; milliseconds. */
  double[] earlier(Kind kind) {
    double[] values =
        leads.stream()
            .filter(lead -> lead.kind() == kind)
            .mapToDouble(Lead::earlierMillis)
            .toArray();
    Arrays.sort(values);
    return values;
  }

  /**
   * The value that the share {@code q} of the messages does not exceed; 0 if there are none.
   *
   * @param q above 0, at most 1
   */
  double earlier(Kind kind, double q) {
    double[] sorted = earlier(kind);
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }

  /** From the author's click to the screen with links, median. */
  double linked(Kind kind) {
    return median(leads.stream().filter(l -> l.kind() == kind).mapToDouble(Lead::linkedMillis));
  }

  /** From the author's click to the screen without, median. */
  double direct(Kind kind) {
    return median(leads.stream().filter(l -> l.kind() == kind).mapToDouble(Lead::serverMillis));
  }

  private static double median(DoubleStream values) {
    double[] all = values.toArray();
    return all.length == 0 ? 0 : PairedRatio.median(all);
  }
}
