package org.rop2p.proxy.speech.schedule;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.speech.schedule.Judgement.Deviation;
import org.slf4j.LoggerFactory;

/**
 * Many schedules: {@code DeliverySchedules NUMBER SEED}; of a single one, all that happens is told.
 * Exit 1 when something is unexplained.
 */
public final class DeliverySchedules {
  private static final int EXAMPLES = 5;

  /** What many schedules came to. */
  record Result(long lines, Map<Deviation, Long> deviations, List<String> examples) {
    static Result nothing() {
      return new Result(0, new EnumMap<>(Deviation.class), new ArrayList<>());
    }

    static Result of(Schedule schedule) {
      Result one =
          new Result(schedule.lines.size(), new EnumMap<>(Deviation.class), new ArrayList<>());
      for (Judgement.Found found : Judgement.of(schedule)) {
        one.deviations.merge(found.deviation(), 1L, Long::sum);
        if (found.deviation() == Deviation.UNEXPLAINED) {
          one.examples.add(found.story());
        }
      }
      return one;
    }

    Result plus(Result other) {
      Map<Deviation, Long> sum = new EnumMap<>(Deviation.class);
      sum.putAll(deviations);
      other.deviations.forEach((deviation, count) -> sum.merge(deviation, count, Long::sum));
      List<String> all = new ArrayList<>(examples);
      other.examples.stream().limit(Math.max(0, EXAMPLES - all.size())).forEach(all::add);
      return new Result(lines + other.lines, sum, all);
    }

    long unexplained() {
      return deviations.getOrDefault(Deviation.UNEXPLAINED, 0L);
    }
  }

  private DeliverySchedules() {}

  /** Runs schedules of seed, seed + 1, … on all cores and says what came of them. */
  static Result run(long number, long seed) {
    ((Logger) LoggerFactory.getLogger("org.rop2p.proxy.speech")).setLevel(Level.WARN);
    KindCounters counters = new KindCounters();
    long began = System.nanoTime();
    Result result =
        LongStream.range(seed, seed + number)
            .parallel()
            .mapToObj(
                one -> {
                  Schedule schedule =
                      new Schedule(one, counters, number == 1 ? System.out::println : null);
                  schedule.run();
                  return Result.of(schedule);
                })
            .reduce(Result.nothing(), Result::plus);
    System.out.printf(
        "delivery schedules: %,d from seed %d, %,d lines in %.1f s, deviations %s%n",
        number, seed, result.lines(), (System.nanoTime() - began) / 1e9, result.deviations());
    System.out.println("  decisions " + counters.decisions());
    for (Kind kind : List.of(Kind.CHAT, Kind.EMOTE)) {
      System.out.printf(
          "  %s: %,d offloaded (%,d late), %,d mirrored, %,d by the server only;"
              + " %,d shown from peers, %,d server copies swallowed%n",
          kind.label(),
          counters.get(kind, Count.OFFLOADED),
          counters.get(kind, Count.LATE_MIRRORED),
          counters.get(kind, Count.MIRRORED),
          counters.get(kind, Count.SERVER),
          counters.get(kind, Count.SHOWN_FROM_PEER),
          counters.get(kind, Count.SERVER_COPY_DROPPED));
    }
    return result;
  }

  /** See the class. */
  public static void main(String[] arguments) {
    Result result = run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
    result.examples().forEach(System.out::println);
    if (result.unexplained() > 0) {
      System.exit(1);
    }
  }
}
