package org.rop2p.proxy.delivery.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rop2p.proxy.delivery.Way;
import org.rop2p.proxy.delivery.model.Judge.Deviation;

/** Every world that can follow from a start, each once. */
final class Exploration {
  /** Enough to see what goes wrong. */
  private static final int EXAMPLES = 3;

  /** What was found. */
  record Result(long states, long atRest, Map<Deviation, Long> deviations, List<String> examples) {
    static final Result NOTHING = new Result(0, 0, Map.of(), List.of());

    Result plus(Result other) {
      Map<Deviation, Long> sum = new EnumMap<>(Deviation.class);
      sum.putAll(deviations);
      other.deviations.forEach((deviation, count) -> sum.merge(deviation, count, Long::sum));
      return new Result(
          states + other.states,
          atRest + other.atRest,
          sum,
          Stream.concat(examples.stream(), other.examples.stream()).limit(EXAMPLES).toList());
    }

    long unexplained() {
      return deviations.getOrDefault(Deviation.UNEXPLAINED, 0L);
    }
  }

  private Exploration() {}

  /** All choices of ways for these texts. */
  static Result everyWay(List<List<String>> texts, int receivers, Faults faults) {
    List<Way> everyWay = List.of(Way.values());
    List<Rules> all = new ArrayList<>();
    for (List<String> lines : texts) {
      int choices = (int) Math.pow(everyWay.size(), lines.size());
      for (int choice = 0; choice < choices; choice++) {
        int digits = choice;
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
          ways.add(everyWay.get(digits % everyWay.size()));
          digits /= everyWay.size();
        }
        all.add(new Rules(lines, ways, receivers, faults));
      }
    }
    return all.parallelStream().map(Exploration::of).reduce(Result.NOTHING, Result::plus);
  }

  static Result of(Rules rules) {
    LongSet known = new LongSet();
    Judge judge = new Judge(rules.texts());
    Map<Deviation, Long> deviations = new EnumMap<>(Deviation.class);
    List<String> examples = new ArrayList<>();
    long[] atRest = new long[1];
    Deque<World> open = new ArrayDeque<>();
    World start = rules.start();
    known.add(Fingerprint.of(start));
    open.push(start);
    while (!open.isEmpty()) {
      World world = open.pop();
      if (rules.atRest(world)) {
        atRest[0]++;
        for (Deviation deviation : judge.deviations(world, rules.faults())) {
          deviations.merge(deviation, 1L, Long::sum);
          if (deviation == Deviation.UNEXPLAINED && examples.size() < EXAMPLES) {
            examples.add(rules + " ends in " + world);
          }
        }
      }
      rules.next(
          world,
          (what, next) -> {
            if (known.add(Fingerprint.of(next))) {
              open.push(next);
            }
          });
    }
    return new Result(known.size(), atRest[0], deviations, examples);
  }

  /** The events on the shortest way to a world that the judge calls unexplained. */
  static List<String> traceToUnexplained(Rules rules) {
    record Node(World world, Node before, String what) {}
    LongSet known = new LongSet();
    Judge judge = new Judge(rules.texts());
    Deque<Node> open = new ArrayDeque<>();
    open.add(new Node(rules.start(), null, "start"));
    while (!open.isEmpty()) {
      Node node = open.poll();
      if (rules.atRest(node.world())
          && judge.deviations(node.world(), rules.faults()).contains(Deviation.UNEXPLAINED)) {
        Deque<String> trace = new ArrayDeque<>();
        for (Node at = node; at != null; at = at.before()) {
          trace.push(at.what());
        }
        trace.add("ends in " + node.world());
        return List.copyOf(trace);
      }
      rules.next(
          node.world(),
          (what, next) -> {
            if (known.add(Fingerprint.of(next))) {
              open.add(new Node(next, node, what));
            }
          });
    }
    return List.of();
  }

  static List<List<String>> texts(String... lines) {
    return Stream.of(lines)
        .map(
            line ->
                IntStream.range(0, line.length())
                    .mapToObj(i -> line.substring(i, i + 1))
                    .collect(Collectors.toList()))
        .toList();
  }
}
