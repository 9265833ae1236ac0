package org.rop2p.coordinator.signaling;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;

/**
 * Whom a player sees: as he reports it, as much of it as his budget allows, and as the store was
 * told. What the store has not been told yet is made up later. Pure.
 */
final class View {
  private final Set<Integer> reported = new LinkedHashSet<>();
  private final Set<Integer> allowed = new LinkedHashSet<>();
  private Set<Integer> told = Set.of();
  private boolean hasReport;
  private boolean toldWhole;
  private boolean inDoubt;

  /** False if that is more than a screen can hold; nothing has changed then. */
  boolean report(Sees change, int self) {
    Set<Integer> after = new LinkedHashSet<>(reported);
    change.removed().forEach(after::remove);
    after.addAll(change.added());
    after.remove(self);
    if (after.size() > Limits.MAX_SEES) {
      return false;
    }
    hasReport = true;
    reported.clear();
    reported.addAll(after);
    allowed.retainAll(after);
    return true;
  }

  /** Reported, and not allowed yet. */
  List<Integer> owed() {
    return reported.stream().filter(account -> !allowed.contains(account)).toList();
  }

  void allow(List<Integer> accounts) {
    allowed.addAll(accounts);
  }

  /** What the store has to be told; the first time of a membership that is the whole view. */
  Optional<Sees> untold() {
    Set<Integer> added = new LinkedHashSet<>(allowed);
    added.removeAll(told);
    Set<Integer> removed = new HashSet<>(told);
    removed.removeAll(allowed);
    return !hasReport || (toldWhole && added.isEmpty() && removed.isEmpty())
        ? Optional.empty()
        : Optional.of(new Sees(added, removed));
  }

  /** Whether anything is left to be told or allowed. */
  boolean isBehind() {
    return inDoubt || untold().isPresent() || allowed.size() < reported.size();
  }

  /** Whether the player has said yet whom he sees. */
  boolean hasReport() {
    return hasReport;
  }

  Set<Integer> allowed() {
    return Set.copyOf(allowed);
  }

  /** The store knows this view now. */
  void told(Set<Integer> view) {
    told = view;
    toldWhole = true;
    inDoubt = false;
  }

  /** Nobody knows what the store knows: it must be restored. */
  void doubt() {
    inDoubt = true;
  }

  boolean isInDoubt() {
    return inDoubt;
  }
}
