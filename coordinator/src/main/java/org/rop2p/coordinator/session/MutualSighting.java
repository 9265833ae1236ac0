package org.rop2p.coordinator.session;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The decision whom a player meets and whom he parts from when his view changes: two players are
 * introduced exactly while each sees the other. Pure.
 *
 * @param inView whom the player sees now
 * @param introduced with whom mutual sight begins, in the order reported
 * @param parted with whom it ends
 */
public record MutualSighting(Set<Integer> inView, List<Integer> introduced, List<Integer> parted) {
  /**
   * What follows when a view becomes another.
   *
   * @param seesSelf whether that player, present in the same zone, sees him
   */
  public static MutualSighting between(
      Set<Integer> before, Set<Integer> after, IntPredicate seesSelf) {
    return new MutualSighting(
        after, mutual(after, before, seesSelf), mutual(before, after, seesSelf));
  }

  private static List<Integer> mutual(Set<Integer> in, Set<Integer> notIn, IntPredicate seesSelf) {
    Set<Integer> difference = new LinkedHashSet<>(in);
    difference.removeAll(new HashSet<>(notIn));
    return difference.stream().filter(seesSelf::test).toList();
  }
}
