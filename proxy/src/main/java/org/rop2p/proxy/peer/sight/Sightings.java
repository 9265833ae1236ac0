package org.rop2p.proxy.peer.sight;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;

/**
 * Whom the player sees, and whom the coordinator believes him to see. Pure. Not thread-safe.
 *
 * <p>The coordinator ends the connection of who sees more than {@link Limits#MAX_SEES}: those who
 * came last are then kept from it until others have gone.
 */
public final class Sightings {
  /** The coordinator hears of changes in view at most so often. */
  static final long INTERVAL_MILLIS = 1_000;

  private final Set<Integer> inView = new LinkedHashSet<>();
  private final Set<Integer> told = new LinkedHashSet<>();
  private long notBefore = Long.MIN_VALUE;

  /** A membership whose whole view has not been told; and when that was first to be told. */
  private boolean whole;

  private long wholeSince = Long.MIN_VALUE;
  private boolean secret;

  public void appeared(int account) {
    inView.add(account);
  }

  public void vanished(int account) {
    inView.remove(account);
  }

  /** Another place: nobody is in view yet. */
  public void nobodyInView() {
    inView.clear();
  }

  /** Whether the coordinator is to believe that nobody is in view. */
  public void keepSecret(boolean all) {
    secret = all;
  }

  /**
   * A membership begins or goes on: what is told next is the whole view, be it empty, and may be
   * told at once.
   */
  public void begin() {
    told.clear();
    notBefore = Long.MIN_VALUE;
    whole = true;
    wholeSince = Long.MIN_VALUE;
  }

  /** Everybody in view. */
  public Set<Integer> inView() {
    return Collections.unmodifiableSet(inView);
  }

  public boolean inView(int account) {
    return inView.contains(account);
  }

  /** What the coordinator should hear now, if anything; {@link #told} once it is on its way. */
  public Optional<ClientMessage.Sees> due(long now) {
    if (now < notBefore) {
      return Optional.empty();
    }
    Set<Integer> tellable = tellable();
    if (whole ? isTooSoonForNobody(tellable, now) : tellable.equals(told)) {
      return Optional.empty();
    }
    Set<Integer> added = new LinkedHashSet<>(tellable);
    added.removeAll(told);
    Set<Integer> removed = new LinkedHashSet<>(told);
    removed.removeAll(tellable);
    return Optional.of(new ClientMessage.Sees(added, removed));
  }

  /** The coordinator has been told what was due. */
  public void told(ClientMessage.Sees sees, long now) {
    told.removeAll(sees.removed());
    told.addAll(sees.added());
    notBefore = now + INTERVAL_MILLIS;
    whole = false;
  }

  /** Who has just come sees others in a moment, who are not to wait for the next telling then. */
  private boolean isTooSoonForNobody(Set<Integer> tellable, long now) {
    if (wholeSince == Long.MIN_VALUE) {
      wholeSince = now;
    }
    return tellable.isEmpty() && now - wholeSince < INTERVAL_MILLIS;
  }

  /** Those told already first, so that a full screen does not change its mind every second. */
  private Set<Integer> tellable() {
    if (secret) {
      return Set.of();
    }
    if (inView.size() <= Limits.MAX_SEES) {
      return inView;
    }
    Set<Integer> kept = new LinkedHashSet<>(told);
    kept.retainAll(inView);
    kept.addAll(
        inView.stream()
            .filter(account -> !told.contains(account))
            .limit(Limits.MAX_SEES - (long) kept.size())
            .collect(Collectors.toSet()));
    return kept;
  }
}
