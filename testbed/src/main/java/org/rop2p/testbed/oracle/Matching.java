package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which display shows which act, at most one for each: as many as possible, and who asked first
 * keeps one, be it another (augmenting paths). Not thread-safe.
 *
 * @param <A> acts, told apart by identity
 * @param <D> displays, told apart by their place in the list
 */
final class Matching<A, D> {
  private final List<D> displays;
  private final BiPredicate<A, D> fits;

  /** By display; null while nobody has it. */
  private final List<A> owners;

  /** Nobody has a display. */
  Matching(List<D> displays, BiPredicate<A, D> fits) {
    this.displays = List.copyOf(displays);
    this.fits = fits;
    this.owners = new ArrayList<>();
    displays.forEach(display -> owners.add(null));
  }

  /** Gives an act a display if there is one that fits, moving others to one that fits them too. */
  void add(A act) {
    var unused = place(act, new HashSet<>());
  }

  private boolean place(A act, Set<Integer> tried) {
    for (int i = 0; i < displays.size(); i++) {
      if (fits.test(act, displays.get(i)) && tried.add(i)) {
        A owner = owners.get(i);
        if (owner == null || place(owner, tried)) {
          owners.set(i, act);
          return true;
        }
      }
    }
    return false;
  }

  /** The act's display. */
  Optional<D> of(A act) {
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) == act) {
        return Optional.of(displays.get(i));
      }
    }
    return Optional.empty();
  }

  /** Displays of no act. */
  List<D> left() {
    List<D> left = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) == null) {
        left.add(displays.get(i));
      }
    }
    return left;
  }
}
