package org.rop2p.testbed.oracle;

/**
 * Pairs of an act and a screen, counted.
 *
 * @param expected screens that should have shown an act
 * @param shown expected and seen
 * @param lost expected and not seen
 * @param duplicated seen more often than done
 * @param unexpected seen though nobody should have
 * @param undecided near an edge, a map change or the end, and not as the server would have had it
 * @param outOfOrder shown after a later one of the same author
 * @param misplaced walks that began on the screen where the walker was not
 */
public record Count(
    int expected,
    int shown,
    int lost,
    int duplicated,
    int unexpected,
    int undecided,
    int outOfOrder,
    int misplaced) {
  public static final Count NONE = new Count(0, 0, 0, 0, 0, 0, 0, 0);

  public Count plus(Count other) {
    return new Count(
        expected + other.expected,
        shown + other.shown,
        lost + other.lost,
        duplicated + other.duplicated,
        unexpected + other.unexpected,
        undecided + other.undecided,
        outOfOrder + other.outOfOrder,
        misplaced + other.misplaced);
  }

  /** Whether every screen showed what it should, once, in order and in its place. */
  public boolean clean() {
    return lost == 0 && duplicated == 0 && unexpected == 0 && outOfOrder == 0 && misplaced == 0;
  }

  /** Undecided ones among all pairs, 0..1. */
  public double doubt() {
    int pairs = expected + undecided;
    return pairs == 0 ? 0 : (double) undecided / pairs;
  }
}
