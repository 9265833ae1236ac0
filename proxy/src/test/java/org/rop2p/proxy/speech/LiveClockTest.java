package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.delivery.Moment;

/** The clock that stands still while the server is silent; it was heard when it began. */
class LiveClockTest {
  @ParameterizedTest(name = "heard at {0}, looked at {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -               | 5000  | 0
          -               | 5999  | 999
          -               | 6000  | 1000
          -               | 95000 | 1000
          5400            | 5500  | 500
          5400 6400       | 6400  | 1400
          5400 36400      | 36400 | 1400
          5400 36400      | 36900 | 1900
          5400 36400      | 66400 | 2400
          5400 5300       | 5400  | 500
          """)
  void liveTime(String heard, long at, long live) {
    LiveClock clock = new LiveClock(5_000);
    if (heard != null) {
      for (String when : heard.split(" ", -1)) {
        clock.heard(Long.parseLong(when));
      }
    }
    assertEquals(new Moment(at, live), clock.at(at));
  }
}
