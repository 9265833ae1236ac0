package org.rop2p.testbed.natlab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a run came to. Immutable. */
public record LabReport(List<PairResult> pairs, List<FaultResult> faults) {
  public LabReport {
    pairs = List.copyOf(pairs);
    faults = List.copyOf(faults);
  }

  /** Whether every pair did what is expected, and every link bore its fault. */
  public boolean ok() {
    return failures().isEmpty();
  }

  /** What was wrong, a sentence each. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (PairResult result : pairs) {
      if (!result.ok()) {
        failures.add(
            "%s came to %s where %s is expected, %d messages lost, %d doubled"
                .formatted(
                    result.pair(),
                    result.path().label(),
                    result.expected().label(),
                    result.lost(),
                    result.doubled()));
      }
    }
    faults.stream().filter(result -> !result.ok()).map(FaultResult::story).forEach(failures::add);
    return failures;
  }

  /** The report file: its fields are an interface to other tools. */
  public String toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode grid = root.putArray("pairs");
    pairs.forEach(result -> pair(grid.addObject(), result));
    ArrayNode broken = root.putArray("faults");
    faults.forEach(result -> fault(broken.addObject(), result));
    return root.put("ok", ok()).toPrettyString();
  }

  private static void pair(ObjectNode node, PairResult result) {
    node.put("left", result.pair().left().label())
        .put("right", result.pair().right().label())
        .put("path", result.path().label());
    putMillis(node, "setup_ms", result.setupMillis());
    node.put("messages_lost", result.lost())
        .put("messages_doubled", result.doubled())
        .put("expected", result.expected().label());
  }

  private static void fault(ObjectNode node, FaultResult result) {
    node.put("fault", result.fault().label())
        .put("left", result.pair().left().label())
        .put("right", result.pair().right().label())
        .put("broken", result.broken().label())
        .put("messages_sent", result.sent())
        .put("messages_lost", result.lost())
        .put("messages_doubled", result.doubled())
        .put("longest_gap_ms", result.longestGapMillis());
    putMillis(node, "down_after_ms", result.downAfterMillis());
    putMillis(node, "relink_ms", result.relinkMillis());
    node.put("state", result.state()).put("ok", result.ok());
  }

  /** Null where there is none. */
  private static void putMillis(ObjectNode node, String field, OptionalInt millis) {
    node.put(field, millis.isPresent() ? Integer.valueOf(millis.getAsInt()) : null);
  }
}
