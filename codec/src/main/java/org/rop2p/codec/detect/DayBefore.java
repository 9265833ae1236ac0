package org.rop2p.codec.detect;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** The day before a date, both decimal YYYYMMDD. */
final class DayBefore {
  private DayBefore() {}

  static int of(int date) {
    LocalDate day =
        LocalDate.parse(Integer.toString(date), DateTimeFormatter.BASIC_ISO_DATE).minusDays(1);
    return Integer.parseInt(day.format(DateTimeFormatter.BASIC_ISO_DATE));
  }
}
