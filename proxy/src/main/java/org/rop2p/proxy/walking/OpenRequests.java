package org.rop2p.proxy.walking;

import java.util.List;
import java.util.Optional;
import org.rop2p.codec.view.Cell;

/**
 * What an author had asked of the server before a walk that he tells of, and what of it the server
 * may yet tell watchers, whether they were told of it by him or not.
 *
 * @param latest the latest walk that the server has granted him since he came to this place, empty
 *     when none: of what it told before that he knows, of what it told since he does not
 * @param granted those granted so lately that watchers may not have heard of them, oldest first;
 *     the latest is among them or none is
 * @param asked where those lead that the server has not answered him, oldest first
 */
public record OpenRequests(Optional<Granted> latest, List<Granted> granted, List<Cell> asked) {
  public static final OpenRequests NONE = new OpenRequests(Optional.empty(), List.of(), List.of());

  public OpenRequests {
    granted = List.copyOf(granted);
    asked = List.copyOf(asked);
  }

  /** Whether the author knew of a walk that the server has told. */
  boolean knows(Granted told) {
    return latest.isPresent() && !told.isAfter(latest.get());
  }

  /** Whether a walk may be the author's latest, told once more, as of who is hit on his way. */
  boolean repeats(Granted told) {
    return latest.filter(walk -> walk.to().equals(told.to())).isPresent();
  }

  public int size() {
    return granted.size() + asked.size();
  }
}
