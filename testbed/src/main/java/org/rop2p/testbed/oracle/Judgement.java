package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the oracle found. Immutable.
 *
 * @param counts one for each kind
 * @param findings every pair that went wrong
 * @param shown every act that was seen, with when
 */
public record Judgement(Map<Kind, Count> counts, List<Finding> findings, List<Shown> shown) {
  public Judgement {
    counts = Map.copyOf(counts);
    findings = List.copyOf(findings);
    shown = List.copyOf(shown);
  }

  public Count count(Kind kind) {
    return counts.get(kind);
  }

  public boolean clean() {
    return counts.values().stream().allMatch(Count::clean);
  }

  static Judgement sum(List<PairJudge.Result> results) {
    Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, Count.NONE);
    }
    List<Finding> findings = new ArrayList<>();
    List<Shown> shown = new ArrayList<>();
    for (PairJudge.Result result : results) {
      counts.merge(result.kind(), result.count(), Count::plus);
      findings.addAll(result.findings());
      shown.addAll(result.shown());
    }
    return new Judgement(counts, findings, shown);
  }
}
