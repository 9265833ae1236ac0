package org.rop2p.testbed.oracle;

import java.util.List;
import java.util.Map;

/**
 * All that is known after a run. Immutable.
 *
 * @param presence by account, of everybody who acted or watched
 * @param observers accounts whose screens were kept
 * @param displays what was seen; walks only where somebody already in view set out
 * @param headings where every unit was bound for on every screen
 */
public record Evidence(
    List<Act> acts,
    Map<Integer, Presence> presence,
    List<Integer> observers,
    List<Display> displays,
    List<Heading> headings,
    Timing timing) {
  private static final Presence NOWHERE = Presence.builder().build();

  public Evidence {
    acts = List.copyOf(acts);
    presence = Map.copyOf(presence);
    observers = List.copyOf(observers);
    displays = List.copyOf(displays);
    headings = List.copyOf(headings);
  }

  /** Of an account that was never on a map: nowhere at any time. */
  Presence presenceOf(int account) {
    return presence.getOrDefault(account, NOWHERE);
  }
}
