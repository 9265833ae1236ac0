package org.rop2p.codec.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.rop2p.codec.Branch;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.detect.KnownDates.Stretch;

/** Client dates that are still possible. Immutable. */
public final class Candidates {
  /**
   * Who comes first is held where several are possible: the default date, dates of the branch that
   * rAthena builds for them, dates near the default date, and of these the later ones.
   */
  private static final Comparator<Stretch> LIKELIEST_FIRST =
      Comparator.<Stretch, Boolean>comparing(s -> !s.contains(PacketVersion.DEFAULT))
          .thenComparing(s -> PacketVersion.of(s.from()).branch() != s.branch())
          .thenComparing(s -> s.from() < PacketVersion.DEFAULT.date())
          .thenComparing(s -> Math.abs(s.from() - PacketVersion.DEFAULT.date()))
          .thenComparing(Stretch::branch);

  private final KnownDates dates;
  private final BitSet possible;

  private Candidates(KnownDates dates, BitSet possible) {
    this.dates = dates;
    this.possible = possible;
  }

  /** Every date that can be told from others. The first call takes a quarter of a second. */
  public static Candidates all() {
    KnownDates dates = KnownDates.all();
    return of(dates.where(stretch -> true));
  }

  static Candidates of(BitSet possible) {
    return new Candidates(KnownDates.all(), (BitSet) possible.clone());
  }

  public boolean isEmpty() {
    return possible.isEmpty();
  }

  public boolean contains(PacketVersion version) {
    int stretch = dates.indexOf(version);
    return stretch >= 0 && possible.get(stretch);
  }

  /** Those that {@code other} has, too. */
  public Candidates and(Candidates other) {
    BitSet both = (BitSet) possible.clone();
    both.and(other.possible);
    return new Candidates(dates, both);
  }

  /**
   * The one to hold.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public PacketVersion likeliest() {
    return possible.stream().mapToObj(dates::stretch).min(LIKELIEST_FIRST).orElseThrow().version();
  }

  BitSet bits() {
    return possible;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Candidates candidates && possible.equals(candidates.possible);
  }

  @Override
  public int hashCode() {
    return possible.hashCode();
  }

  /** For people: {@code 20201007…20220329 main, 20211103 or later re}. */
  @Override
  public String toString() {
    List<String> ranges = new ArrayList<>();
    for (Branch branch : Branch.values()) {
      ranges.addAll(ranges(branch));
    }
    return ranges.isEmpty() ? "none" : String.join(", ", ranges);
  }

  private List<String> ranges(Branch branch) {
    List<String> ranges = new ArrayList<>();
    for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
      Stretch first = dates.stretch(i);
      while (possible.get(i + 1) && dates.stretch(i + 1).branch() == first.branch()) {
        i++;
      }
      if (first.branch() == branch) {
        ranges.add(range(first, dates.stretch(i)));
      }
    }
    return ranges;
  }

  private static String range(Stretch first, Stretch last) {
    String label = " " + first.branch().label();
    if (last.until() == KnownDates.OPEN) {
      return first.from() + " or later" + label;
    }
    int end = DayBefore.of(last.until());
    return first.from() == end ? end + label : first.from() + "…" + end + label;
  }
}
