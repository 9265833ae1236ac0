package org.rop2p.coordinator.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;

class ViewTest {
  private static final int SELF = 7;

  private final View view = new View();

  @Test
  void theFirstReportIsToldEvenIfNobodyIsInIt() {
    assertEquals(Optional.empty(), view.untold());
    assertFalse(view.isBehind());
    assertTrue(view.report(sees(Set.of(), Set.of()), SELF));
    assertEquals(Optional.of(sees(Set.of(), Set.of())), view.untold());
    view.told(Set.of());
    assertEquals(Optional.empty(), view.untold());
  }

  @Test
  void whatIsNotAllowedYetIsNotTold() {
    view.report(sees(Set.of(1, 2, SELF), Set.of()), SELF);
    assertEquals(Set.of(1, 2), Set.copyOf(view.owed()));
    view.allow(List.of(1));
    assertEquals(List.of(1), view.untold().orElseThrow().added());
    view.told(view.allowed());
    assertEquals(Optional.empty(), view.untold());
    assertTrue(view.isBehind());
    view.report(sees(Set.of(), Set.of(2)), SELF);
    assertFalse(view.isBehind(), "who is out of sight is owed no more");
  }

  @Test
  void moreThanAScreenIsRefusedAndChangesNothing() {
    Set<Integer> screen =
        new TreeSet<>(IntStream.rangeClosed(8, 7 + Limits.MAX_SEES).boxed().toList());
    assertTrue(view.report(sees(screen, Set.of()), SELF));
    assertFalse(view.report(sees(Set.of(1), Set.of()), SELF));
    assertEquals(screen, Set.copyOf(view.owed()));
  }

  /** Whatever is reported, allowed, told or lost: told in the end, the store knows the view. */
  @Test
  void inTheEndTheStoreKnowsTheView() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<Integer> truth = new TreeSet<>();
    Set<Integer> store = new TreeSet<>();
    for (int step = 0; step < 20_000; step++) {
      Set<Integer> added = some(random);
      Set<Integer> removed = some(random);
      truth.removeAll(removed);
      truth.addAll(added);
      truth.remove(SELF);
      assertTrue(view.report(sees(added, removed), SELF));
      List<Integer> owed = view.owed();
      view.allow(owed.subList(0, owed.isEmpty() ? 0 : random.nextInt(owed.size() + 1)));
      if (random.nextInt(10) == 0) {
        view.doubt();
        if (random.nextBoolean()) {
          store.clear();
        }
      }
      if (view.isInDoubt()) {
        store.clear();
        store.addAll(view.allowed());
      } else {
        view.untold()
            .ifPresent(
                sees -> {
                  store.removeAll(sees.removed());
                  store.addAll(sees.added());
                });
      }
      view.told(view.allowed());
      assertEquals(view.allowed(), store, "seed " + seed);
      if (!view.isBehind()) {
        assertEquals(truth, store, "seed " + seed);
      }
    }
    view.allow(view.owed());
    view.untold().ifPresent(sees -> store.addAll(sees.added()));
    assertEquals(truth, store, "seed " + seed);
  }

  private static Set<Integer> some(Random random) {
    Set<Integer> some = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(1 + random.nextInt(20));
    }
    return some;
  }

  private static Sees sees(Set<Integer> added, Set<Integer> removed) {
    return new Sees(added, removed);
  }
}
