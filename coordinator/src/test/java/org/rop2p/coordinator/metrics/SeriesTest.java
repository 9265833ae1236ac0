package org.rop2p.coordinator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private final Series series = new Series();
  private int seconds;

  /** Sample number n has the level n, and one login. */
  private void samples(int count) {
    for (int i = 0; i < count; i++) {
      seconds += 10;
      series.add(
          Instant.ofEpochSecond(seconds),
          Map.of(Line.PLAYERS, (long) seconds / 10, Line.LOGINS_OK, 1L));
    }
  }

  @Test
  void theLastMinutesAreOnePointASample() {
    samples(10);
    Series.Chart chart = series.last(Duration.ofMinutes(1));
    assertEquals(Duration.ofSeconds(10), chart.step());
    assertEquals(List.of(50L, 60L, 70L, 80L, 90L, 100L), chart.times());
    assertEquals(List.of(5L, 6L, 7L, 8L, 9L, 10L), chart.values().get(Line.PLAYERS));
    assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), chart.values().get(Line.LOGINS_OK));
    assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), chart.values().get(Line.REJECTS));
  }

  @Test
  void ofLongerTimesTheHighestLevelAndTheSum() {
    samples(8_640);
    Series.Chart chart = series.last(Series.SPAN);
    assertEquals(Duration.ofMinutes(4), chart.step());
    assertEquals(360, chart.times().size());
    assertEquals(240L, chart.times().get(0));
    assertEquals(24L, chart.values().get(Line.PLAYERS).get(0));
    assertEquals(8_640L, chart.values().get(Line.PLAYERS).get(359));
    assertEquals(24L, chart.values().get(Line.LOGINS_OK).get(0));
  }

  @Test
  void whatIsOlderThanADayIsForgottenAndNoMoreIsKept() {
    samples(8_640 * 2 + 7);
    Series.Chart chart = series.last(Series.SPAN.multipliedBy(10));
    assertTrue(chart.times().size() <= 361, chart.times().size() + " points");
    long logins = chart.values().get(Line.LOGINS_OK).stream().mapToLong(Long::longValue).sum();
    assertTrue(logins <= 8_640 && logins > 8_640 - 24, logins + " logins");
    assertEquals(seconds, chart.times().get(chart.times().size() - 1));
  }

  @Test
  void pointsStayWhereTheyAreWhileTimeGoesOn() {
    samples(5_000);
    Series.Chart before = series.last(Duration.ofHours(6));
    samples(1);
    Series.Chart after = series.last(Duration.ofHours(6));
    assertTrue(after.times().containsAll(before.times().subList(1, before.times().size() - 1)));
  }

  @Test
  void aShortSeriesIsShownAsItIs() {
    assertEquals(List.of(), series.last(Series.SPAN).times());
    samples(1);
    assertEquals(List.of(10L), series.last(Series.SPAN).times());
    assertEquals(List.of(1L), series.last(Duration.ZERO).values().get(Line.PLAYERS));
  }
}
