package org.rop2p.codec;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A client date and branch: rAthena's PACKETVER. Immutable.
 *
 * @param date decimal YYYYMMDD
 */
public record PacketVersion(int date, Branch branch) {
  private static final Pattern FORM = Pattern.compile("(20\\d{6})(?::(main|re|zero))?");

  /** The client date this project is first built for. */
  public static final PacketVersion DEFAULT = of(20211103);

  /** The date with the branch that rAthena chooses for it. */
  public static PacketVersion of(int date) {
    return new PacketVersion(date, Branch.byRathenaRule(date));
  }

  /**
   * Reads {@code YYYYMMDD[:main|re|zero]}.
   *
   * @throws IllegalArgumentException with a sentence for people, when the text has another form
   */
  public static PacketVersion parse(String text) {
    Matcher m = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a client date: write YYYYMMDD or YYYYMMDD:main|re|zero");
    }
    try {
      LocalDate.parse(m.group(1), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is not a client date: the calendar has no %s".formatted(text, m.group(1)), e);
    }
    int date = Integer.parseInt(m.group(1));
    return m.group(2) == null
        ? of(date)
        : new PacketVersion(date, Branch.valueOf(m.group(2).toUpperCase(Locale.ROOT)));
  }

  /** Whether this client is of the date given for its branch, or later. */
  public boolean since(int main, int re, int zero) {
    return date
        >= switch (branch) {
          case MAIN -> main;
          case RE -> re;
          case ZERO -> zero;
        };
  }

  /** Whether item ids are four bytes wide, which also gave unit entries a shield of their own. */
  public boolean hasWideItems() {
    return since(20181121, 20180704, 20181114);
  }

  /** The dates at which what a branch's records hold changes, see {@link CharacterLayout}, too. */
  static IntStream layoutChanges(Branch branch) {
    return switch (branch) {
      case MAIN -> IntStream.of(20181121, 20220330);
      case RE -> IntStream.of(20180704, 20211103);
      case ZERO -> IntStream.of(20181114);
    };
  }

  @Override
  public String toString() {
    return date + ":" + branch.label();
  }
}
