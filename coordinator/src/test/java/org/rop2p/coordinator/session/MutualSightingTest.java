package org.rop2p.coordinator.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MutualSightingTest {
  private static final int SELF = 1;

  static Stream<Arguments> stories() {
    Set<Integer> nobody = Set.of();
    return Stream.of(
        // story, before, added, removed, who sees self, in view after, introduced, parted
        row(
            "2 comes, and sees me",
            nobody,
            List.of(2),
            List.of(),
            Set.of(2),
            Set.of(2),
            List.of(2),
            List.of()),
        row(
            "2 comes, and does not see me",
            nobody,
            List.of(2),
            List.of(),
            nobody,
            Set.of(2),
            List.of(),
            List.of()),
        row(
            "2 and 3 come, 3 sees me",
            nobody,
            List.of(2, 3),
            List.of(),
            Set.of(3),
            Set.of(2, 3),
            List.of(3),
            List.of()),
        row(
            "2 is told twice",
            Set.of(2),
            List.of(2),
            List.of(),
            Set.of(2),
            Set.of(2),
            List.of(),
            List.of()),
        row("2 goes", Set.of(2), List.of(), List.of(2), Set.of(2), nobody, List.of(), List.of(2)),
        row(
            "2, never met, goes",
            Set.of(2),
            List.of(),
            List.of(2),
            nobody,
            nobody,
            List.of(),
            List.of()),
        row(
            "2, never there, goes",
            nobody,
            List.of(),
            List.of(2),
            Set.of(2),
            nobody,
            List.of(),
            List.of()),
        row(
            "2 went and came back",
            Set.of(2),
            List.of(2),
            List.of(2),
            Set.of(2),
            Set.of(2),
            List.of(),
            List.of()),
        row(
            "2 goes as 3 comes",
            Set.of(2),
            List.of(3),
            List.of(2),
            Set.of(2, 3),
            Set.of(3),
            List.of(3),
            List.of(2)),
        row(
            "I never see myself",
            nobody,
            List.of(SELF),
            List.of(),
            Set.of(SELF),
            nobody,
            List.of(),
            List.of()),
        row(
            "3 saw me all along; 2 comes",
            Set.of(3),
            List.of(2),
            List.of(),
            Set.of(2, 3),
            Set.of(2, 3),
            List.of(2),
            List.of()));
  }

  private static Arguments row(Object... cells) {
    return Arguments.of(cells);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void twoMeetExactlyWhileEachSeesTheOther(
      String story,
      Set<Integer> before,
      List<Integer> added,
      List<Integer> removed,
      Set<Integer> seesSelf,
      Set<Integer> inView,
      List<Integer> introduced,
      List<Integer> parted) {
    Set<Integer> view = new HashSet<>(before);
    removed.forEach(view::remove);
    view.addAll(added);
    view.remove(SELF);
    MutualSighting after = MutualSighting.between(before, view, seesSelf::contains);
    assertEquals(new MutualSighting(inView, introduced, parted), after);
  }
}
