package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.testbed.oracle.Act.Fate;

/**
 * Joins what clients sent with what the server decided. Of equal contents of one author the server
 * may have seen any: a decision belongs to the youngest that can have reached it, since what peers
 * carried alone is older than what the server was given after it.
 */
public final class ActJoin {
  private ActJoin() {}

  private record Key(int author, Content content) {}

  /**
   * One act for each deed and for each decision without one.
   *
   * @param deeds oldest first for each author
   * @param decisions oldest first for each author
   * @param toServerNanos how long a packet takes from client to server
   */
  public static List<Act> join(List<Deed> deeds, List<Decision> decisions, long toServerNanos) {
    Map<Key, List<Deed>> waiting = new HashMap<>();
    for (Deed deed : deeds) {
      waiting
          .computeIfAbsent(new Key(deed.author(), deed.content()), key -> new ArrayList<>())
          .add(deed);
    }
    List<Act> acts = new ArrayList<>();
    // Newest first: of equal deeds before a late decision, the last one belongs to the last.
    for (int i = decisions.size() - 1; i >= 0; i--) {
      Decision made = decisions.get(i);
      List<Deed> same = waiting.getOrDefault(new Key(made.author(), made.content()), List.of());
      // Timers may fire early on a busy machine, so half the way is proof enough.
      Deed deed = takeYoungest(same, made.nanos() - toServerNanos / 2);
      acts.add(
          new Act(
              made.author(),
              made.content(),
              deed == null ? made.nanos() : deed.nanos(),
              made.nanos(),
              deed == null ? Fate.INVENTED : made.fate(),
              made.told(),
              made.from()));
    }
    Collections.reverse(acts);
    waiting.values().stream()
        .flatMap(List::stream)
        .map(
            deed ->
                new Act(
                    deed.author(),
                    deed.content(),
                    deed.nanos(),
                    deed.nanos() + toServerNanos,
                    Fate.UNSEEN,
                    Set.of(),
                    null))
        .forEach(acts::add);
    return acts;
  }

  private static Deed takeYoungest(List<Deed> deeds, long before) {
    for (int i = deeds.size() - 1; i >= 0; i--) {
      if (deeds.get(i).nanos() <= before) {
        return deeds.remove(i);
      }
    }
    return null;
  }
}
