package org.rop2p.codec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    int date = Integer.parseInt(m.group(1));
    return m.group(2) == null
        ? of(date)
        : new PacketVersion(date, Branch.valueOf(m.group(2).toUpperCase(Locale.ROOT)));
  }

  /** Whether this is a main client of {@code main} or later, or an RE/zero client of {@code re}. */
  boolean since(int main, int re) {
    return date >= (branch == Branch.MAIN ? main : re);
  }

  @Override
  public String toString() {
    return date + ":" + branch.label();
  }
}
