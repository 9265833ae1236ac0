package org.rop2p.testbed.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.testbed.oracle.Act.Fate;

/**
 * Joins what clients sent with what the server decided. A connection keeps order, so equal contents
 * of one author are joined oldest with oldest.
 */
public final class ActJoin {
  private ActJoin() {}

  private record Key(int author, Content content) {}

  /**
   * One act for each deed and for each decision without one.
   *
   * @param deeds oldest first for each author
   * @param decisions oldest first for each author
   * @param toServerNanos how long a packet takes from client to server, to say when the server
   *     would have had what it never saw
   */
  public static List<Act> join(List<Deed> deeds, List<Decision> decisions, long toServerNanos) {
    Map<Key, Deque<Deed>> waiting = new HashMap<>();
    for (Deed deed : deeds) {
      waiting
          .computeIfAbsent(new Key(deed.author(), deed.content()), key -> new ArrayDeque<>())
          .add(deed);
    }
    List<Act> acts = new ArrayList<>();
    for (Decision made : decisions) {
      Deque<Deed> same = waiting.get(new Key(made.author(), made.content()));
      Deed deed = same == null ? null : same.peek();
      if (deed != null && deed.nanos() <= made.nanos()) {
        same.remove();
        acts.add(new Act(made.author(), made.content(), deed.nanos(), made.nanos(), made.fate()));
      } else {
        acts.add(new Act(made.author(), made.content(), made.nanos(), made.nanos(), Fate.INVENTED));
      }
    }
    waiting
        .values()
        .forEach(
            left ->
                left.forEach(
                    deed ->
                        acts.add(
                            new Act(
                                deed.author(),
                                deed.content(),
                                deed.nanos(),
                                deed.nanos() + toServerNanos,
                                Fate.UNSEEN))));
    return acts;
  }
}
