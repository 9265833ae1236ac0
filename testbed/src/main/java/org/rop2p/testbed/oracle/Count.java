package org.rop2p.testbed.oracle;

/**
 * Pairs of an act and a screen, counted.
 *
 * @param expected screens that should have shown an act
 * @param shown expected and seen
 * @param lost expected and not seen
 * @param duplicated seen more often than done
 * @param unexpected seen though nobody should have
 * @param undecided left out: near an edge, a map change or the end
 * @param outOfOrder shown after a later one of the same author
 */
public record Count(
    int expected,
    int shown,
    int lost,
    int duplicated,
    int unexpected,
    int undecided,
    int outOfOrder) {
  public static final Count NONE = new Count(0, 0, 0, 0, 0, 0, 0);

  Count plus(Count other) {
    return new Count(
        expected + other.expected,
        shown + other.shown,
        lost + other.lost,
        duplicated + other.duplicated,
        unexpected + other.unexpected,
        undecided + other.undecided,
        outOfOrder + other.outOfOrder);
  }

  /** Whether every screen showed what it should, once and in order. */
  public boolean clean() {
    return lost == 0 && duplicated == 0 && unexpected == 0 && outOfOrder == 0;
  }
}
