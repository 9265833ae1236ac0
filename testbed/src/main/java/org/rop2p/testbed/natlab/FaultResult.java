package org.rop2p.testbed.natlab;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a fault did to a link.
 *
 * @param broken the sides of the pair that it happened on
 * @param sent messages both ways
 * @param lost of them
 * @param doubled messages that came again
 * @param longestGapMillis of both ends, between two messages that came
 * @param downAfterMillis from the fault until both ends knew that the link is dead; empty if they
 *     never said so
 * @param relinkMillis setup time of a new link of the same hosts afterwards; empty if it did not
 *     come up, or the old one stands
 * @param mended whether messages went both ways at the end, over the link that was broken
 * @param ok whether the link bore the fault as it has to
 */
public record FaultResult(
    Fault fault,
    Pair pair,
    List<Side> broken,
    int sent,
    int lost,
    int doubled,
    int longestGapMillis,
    OptionalInt downAfterMillis,
    OptionalInt relinkMillis,
    boolean mended,
    boolean ok) {

  /**
   * The word of the report: a hole, a relay or an address that is gone may be not borne but
   * noticed, and a new link has to follow.
   */
  String state() {
    if (mended) {
      return "mended";
    }
    boolean forgotten = fault == Fault.FLUSH || fault == Fault.REBOOT;
    return !forgotten && relinkMillis.isPresent() ? "relinked" : "not mended yet";
  }

  /** A sentence for people. */
  String story() {
    StringBuilder story = new StringBuilder();
    String sides = broken.stream().map(Side::label).collect(Collectors.joining(" and "));
    story.append("%s at the %s of %s: ".formatted(fault.label(), sides, pair));
    downAfterMillis.ifPresent(millis -> story.append("known dead after %d ms, ".formatted(millis)));
    if (downAfterMillis.isEmpty()) {
      story.append(
          "%d of %d messages lost, longest gap %d ms, ".formatted(lost, sent, longestGapMillis));
    }
    relinkMillis.ifPresent(millis -> story.append("a new link took %d ms, ".formatted(millis)));
    return story.append(state()).append(ok ? "" : " !").toString();
  }
}
