package org.rop2p.testbed.natlab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run came to. Immutable.
 *
 * @param game empty if none was played
 */
public record LabReport(
    List<PairResult> pairs,
    List<RelayOnlyResult> relayOnly,
    List<FaultResult> faults,
    List<ProbeResult> probed,
    Optional<GameResult> game) {
  public LabReport {
    pairs = List.copyOf(pairs);
    relayOnly = List.copyOf(relayOnly);
    faults = List.copyOf(faults);
    probed = List.copyOf(probed);
  }

  /**
   * Whether every pair did what is expected, who hides was hidden, and every link bore its fault.
   */
  public boolean ok() {
    return failures().isEmpty();
  }

  /** What was wrong, a sentence each. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (PairResult result : pairs) {
      judge(new Trial(result.pair(), Means.CHECKS), result.alone()).ifPresent(failures::add);
      result
          .turn()
          .flatMap(turn -> judge(new Trial(result.pair(), Means.TURN), turn))
          .ifPresent(failures::add);
    }
    relayOnly.stream()
        .filter(result -> !result.ok())
        .map(RelayOnlyResult::story)
        .forEach(failures::add);
    faults.stream().filter(result -> !result.ok()).map(FaultResult::story).forEach(failures::add);
    probed.stream().filter(result -> !result.ok()).map(ProbeResult::story).forEach(failures::add);
    game.ifPresent(played -> failures.addAll(played.failures()));
    return failures;
  }

  private static Optional<String> judge(Trial trial, Attempt attempt) {
    return attempt.ok()
        ? Optional.empty()
        : Optional.of(
            "%s came to %s where %s is expected, %d messages lost, %d doubled"
                .formatted(
                    trial,
                    attempt.path().label(),
                    attempt.expected().label(),
                    attempt.lost(),
                    attempt.doubled()));
  }

  /** The report file: its fields are an interface to other tools. */
  public String toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode grid = root.putArray("pairs");
    pairs.forEach(result -> pair(grid.addObject(), result));
    ArrayNode hiding = root.putArray("relay_only");
    relayOnly.forEach(result -> relayOnly(hiding.addObject(), result));
    ArrayNode broken = root.putArray("faults");
    faults.forEach(result -> fault(broken.addObject(), result));
    ArrayNode met = root.putArray("probed");
    probed.forEach(result -> probed(met.addObject(), result));
    if (game.isPresent()) {
      game.get().into(root.putObject("game"));
    } else {
      root.putNull("game");
    }
    return root.put("ok", ok()).toPrettyString();
  }

  private static void pair(ObjectNode node, PairResult result) {
    node.put("left", result.pair().left().label()).put("right", result.pair().right().label());
    attempt(node, result.alone());
    if (result.turn().isPresent()) {
      attempt(node.putObject("turn"), result.turn().get());
    } else {
      node.putNull("turn");
    }
  }

  private static void attempt(ObjectNode node, Attempt attempt) {
    node.put("path", attempt.path().label());
    putMillis(node, "setup_ms", attempt.setupMillis());
    node.put("messages_lost", attempt.lost())
        .put("messages_doubled", attempt.doubled())
        .put("expected", attempt.expected().label());
  }

  private static void relayOnly(ObjectNode node, RelayOnlyResult result) {
    node.put("left", result.pair().left().label()).put("right", result.pair().right().label());
    ArrayNode hidden = node.putArray("hidden");
    result.hidden().stream().sorted().map(Side::label).forEach(hidden::add);
    attempt(node, result.attempt());
    ObjectNode sent = node.putObject("datagrams_sent");
    for (Side side : Side.values()) {
      Traffic traffic = result.sent().get(side);
      sent.putObject(side.label())
          .put("turn", traffic.turn())
          .put("stun", traffic.stun())
          .put("elsewhere", traffic.elsewhere());
    }
    node.put("ok", result.ok());
  }

  private static void probed(ObjectNode node, ProbeResult result) {
    node.put("left", result.pair().left().label()).put("right", result.pair().right().label());
    attempt(node, result.attempt());
    node.put("attempts", result.attempts()).put("ok", result.ok());
  }

  private static void fault(ObjectNode node, FaultResult result) {
    node.put("fault", result.fault().label())
        .put("left", result.pair().left().label())
        .put("right", result.pair().right().label());
    ArrayNode broken = node.putArray("broken");
    result.broken().forEach(side -> broken.add(side.label()));
    node.put("messages_sent", result.sent())
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
