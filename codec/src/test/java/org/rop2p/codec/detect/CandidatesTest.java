package org.rop2p.codec.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.PacketVersion;

class CandidatesTest {
  private static final KnownDates DATES = KnownDates.all();

  /** The stretches of these dates. */
  private static Candidates of(String dates) {
    BitSet bits = new BitSet();
    Arrays.stream(dates.split(" ", -1))
        .map(PacketVersion::parse)
        .forEach(version -> bits.set(DATES.indexOf(version)));
    return Candidates.of(bits);
  }

  @ParameterizedTest
  @CsvSource({
    // the default, whatever else
    "20211103:re 20220406:main 20180620:re, 20211103:re",
    // a branch that rAthena builds for the date, before one that it does not
    "20211102:re 20211105:main, 20211102:re",
    "20200401:re 20180912:main, 20180912:main",
    // later than the default: the one next to it, since newer clients know packets that it does not
    "20230705:main 20220330:main, 20220330:main",
    // earlier: the newest
    "20180912:main 20200401:main, 20200401:main",
    "20210623:zero, 20210623:zero",
  })
  void oneIsHeld(String possible, String held) {
    Candidates candidates = of(possible);
    PacketVersion likeliest = candidates.likeliest();
    assertEquals(
        DATES.indexOf(PacketVersion.parse(held)), DATES.indexOf(likeliest), likeliest::toString);
    assertTrue(candidates.contains(likeliest));
  }

  @Test
  void peopleReadRanges() {
    List<Integer> re = new ArrayList<>();
    for (int i = 0; i < DATES.count(); i++) {
      if (DATES.stretch(i).branch().label().equals("re")) {
        re.add(i);
      }
    }
    BitSet bits = new BitSet();
    bits.set(re.get(0));
    bits.set(re.get(1));
    bits.set(re.get(re.size() - 1));
    int end = DayBefore.of(DATES.stretch(re.get(1)).until());
    int last = DATES.stretch(re.get(re.size() - 1)).from();
    assertEquals(
        "20180321…%d re, %d or later re".formatted(end, last), Candidates.of(bits).toString());
    assertEquals("none", Candidates.of(new BitSet()).toString());
  }

  @Test
  void setsAreCompared() {
    Candidates old = of("20180620:re 20180912:main");
    Candidates both = old.and(of("20180912:main 20211103:re"));
    assertEquals(of("20180912:main"), both);
    assertTrue(old.and(of("20211103:re")).isEmpty());
    assertThrows(NoSuchElementException.class, () -> of("20211103:re").and(old).likeliest());
  }
}
