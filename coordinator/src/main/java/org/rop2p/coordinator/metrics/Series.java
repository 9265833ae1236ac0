package org.rop2p.coordinator.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one node fared in the last day: a sample of each {@link Line} every {@link #INTERVAL}, about
 * a megabyte in all. A restart forgets. Not thread-safe.
 */
public final class Series {
  /** As often as proxies report. */
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Older samples are forgotten. */
  public static final Duration SPAN = Duration.ofHours(24);

  /** About one for each pixel of a chart. */
  static final int MOST_POINTS = 360;

  private static final int CAPACITY = (int) SPAN.dividedBy(INTERVAL);

  private final long[] times = new long[CAPACITY];
  private final Map<Line, long[]> values = new EnumMap<>(Line.class);
  private long added;

  /**
   * Some time of the series.
   *
   * @param step between two points
   * @param times the end of each point's step, in seconds since 1970, the oldest first
   * @param values one for each time: the highest level of the step, or how often in it
   */
  public record Chart(Duration step, List<Long> times, Map<Line, List<Long>> values) {}

  public Series() {
    for (Line line : Line.values()) {
      values.put(line, new long[CAPACITY]);
    }
  }

  /** One more sample, after {@link #INTERVAL}; what is missing in it is 0. */
  void add(Instant at, Map<Line, Long> sample) {
    int slot = (int) (added % CAPACITY);
    times[slot] = at.getEpochSecond();
    values.forEach((line, all) -> all[slot] = sample.getOrDefault(line, 0L));
    added++;
  }

  /**
   * The last so much time, at most {@link #MOST_POINTS} points. What is older than the first sample
   * is left out.
   *
   * @param span at most {@link #SPAN}
   */
  public Chart last(Duration span) {
    int wanted = (int) Math.max(1, Math.min(CAPACITY, span.dividedBy(INTERVAL)));
    int step = (wanted + MOST_POINTS - 1) / MOST_POINTS;
    // Steps end where they always do, so that a chart that is asked for again does not dance.
    long first = Math.max(Math.max(0, added - CAPACITY), added - wanted);
    first = Math.min(added, (first + step - 1) / step * step);
    List<Long> ends = new ArrayList<>();
    Map<Line, List<Long>> points = new EnumMap<>(Line.class);
    values.keySet().forEach(line -> points.put(line, new ArrayList<>()));
    for (long from = first; from < added; from += step) {
      long to = Math.min(added, from + step);
      ends.add(times[(int) ((to - 1) % CAPACITY)]);
      for (Line line : Line.values()) {
        points.get(line).add(together(line, from, to));
      }
    }
    return new Chart(INTERVAL.multipliedBy(step), ends, points);
  }

  private long together(Line line, long from, long to) {
    long[] all = values.get(line);
    long result = 0;
    for (long i = from; i < to; i++) {
      long value = all[(int) (i % CAPACITY)];
      result = line.isLevel() ? Math.max(result, value) : result + value;
    }
    return result;
  }
}
