package org.rop2p.testbed.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a run: for each kind, author and screen, what should have been seen against what was. An
 * author's own screen counts for chat and emotes, not for walks.
 */
public final class Oracle {
  private Oracle() {}

  /** One author before one screen, one kind. */
  private record Pair(Kind kind, int author, int observer) {}

  public static Judgement judge(Evidence evidence) {
    Map<Pair, List<Display>> displays =
        evidence.displays().stream()
            .collect(groupingBy(d -> new Pair(d.content().kind(), d.author(), d.observer())));
    Map<Pair, List<Heading>> headings =
        evidence.headings().stream()
            .collect(groupingBy(h -> new Pair(Kind.MOVEMENT, h.author(), h.observer())));
    Map<Kind, Map<Integer, List<Act>>> acts = new HashMap<>();
    evidence.acts().stream()
        .sorted(Comparator.comparingLong(Act::sentNanos))
        .forEach(
            act ->
                acts.computeIfAbsent(act.content().kind(), kind -> new HashMap<>())
                    .computeIfAbsent(act.author(), author -> new ArrayList<>())
                    .add(act));

    Set<Pair> pairs = new HashSet<>(displays.keySet());
    acts.forEach(
        (kind, byAuthor) ->
            byAuthor
                .keySet()
                .forEach(
                    author ->
                        evidence
                            .observers()
                            .forEach(observer -> pairs.add(new Pair(kind, author, observer)))));
    pairs.removeIf(pair -> pair.kind() == Kind.MOVEMENT && pair.author() == pair.observer());

    Lateness lateness = Lateness.of(evidence);
    List<PairJudge.Result> results = new ArrayList<>();
    for (Pair pair : pairs) {
      List<Act> done =
          acts.getOrDefault(pair.kind(), Map.of()).getOrDefault(pair.author(), List.of());
      List<PairJudge.Awaited> awaited = new ArrayList<>();
      for (Act act : done) {
        awaited.add(
            new PairJudge.Awaited(act, Expectation.of(act, pair.observer(), evidence, lateness)));
      }
      results.add(
          new PairJudge(
                  pair.kind(),
                  pair.author(),
                  pair.observer(),
                  evidence.presenceOf(pair.author()),
                  evidence.timing(),
                  lateness)
              .judge(
                  awaited,
                  displays.getOrDefault(pair, List.of()),
                  headings.getOrDefault(pair, List.of())));
    }
    return Judgement.sum(results);
  }
}
