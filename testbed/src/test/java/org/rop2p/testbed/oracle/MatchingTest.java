package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acts by name, displays by number, and which fit. */
class MatchingTest {
  private static final Map<String, Set<Integer>> FITS =
      Map.of("any", Set.of(1, 2, 3), "early", Set.of(1, 2), "first", Set.of(1), "none", Set.of());

  @ParameterizedTest(name = "{0}: {1}, left {2}")
  @CsvSource({
    "any, any=1, 2 3",
    "none any, any=1, 2 3",
    "any first, any=2 first=1, 3", // who asked first keeps one, another
    "any early first, any=3 early=2 first=1, ''",
    "first early any, any=3 early=2 first=1, ''",
  })
  void asManyAsPossible(String asked, String matched, String left) {
    Matching<String, Integer> matching =
        new Matching<>(List.of(1, 2, 3), (act, display) -> FITS.get(act).contains(display));
    List.of(asked.split(" ", -1)).forEach(act -> matching.add(act.intern()));
    for (String pair : matched.split(" ", -1)) {
      String[] ends = pair.split("=", -1);
      assertEquals(Integer.parseInt(ends[1]), matching.of(ends[0].intern()).orElseThrow(), pair);
    }
    assertEquals(
        left.isEmpty() ? List.of() : List.of(left.split(" ", -1)),
        matching.left().stream().map(String::valueOf).toList());
  }

  @Test
  void whoAskedLaterGoesWithoutWhereThereAreTooFew() {
    Matching<String, Integer> matching =
        new Matching<>(List.of(1), (act, display) -> FITS.get(act).contains(display));
    matching.add("early");
    matching.add("first");
    assertEquals(1, matching.of("early").orElseThrow());
    assertTrue(matching.of("first").isEmpty());
  }
}
