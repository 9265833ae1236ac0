package org.rop2p.proxy.peer.acquaintance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.transport.Fingerprint;

/**
 * Whom one player has been introduced to, through which proxy each of them plays as the coordinator
 * attested last, and which of these proxies are linked. Pure: events and monotonic milliseconds in,
 * changes out. Not thread-safe but for {@link #attests}.
 */
public final class Introductions {
  /** Who comes back into view within this time is known still: people turn round and come back. */
  public static final long LINGER_MILLIS = 60_000;

  private static final long IN_SIGHT = Long.MAX_VALUE;

  /**
   * @param signingKey with which the account's lines are signed, as attested with the proxy
   * @param lostAt when both lost sight of each other, or {@link #IN_SIGHT}
   */
  private record Known(Fingerprint proxy, String signingKey, long lostAt) {
    boolean isOf(Fingerprint other, String otherKey) {
      return proxy.equals(other) && signingKey.equals(otherKey);
    }

    boolean inSight() {
      return lostAt == IN_SIGHT;
    }
  }

  private final Map<Integer, Known> known = new LinkedHashMap<>();
  private final Map<Fingerprint, OpenLink> links = new HashMap<>();
  private volatile Map<Integer, Fingerprint> attested = Map.of();

  /**
   * The coordinator introduces an account.
   *
   * @param signingKey an Ed25519 public key, its 32 bytes in Base64
   */
  public List<Change> introduced(int account, Fingerprint proxy, String signingKey) {
    List<Change> changes = new ArrayList<>();
    Known before = known.get(account);
    if (before == null || !before.isOf(proxy, signingKey)) {
      end(account, changes);
      known.put(account, new Known(proxy, signingKey, IN_SIGHT));
      publish();
      changes.add(new Change.Introduced(account, proxy));
      if (links.containsKey(proxy)) {
        changes.add(new Change.Linked(account));
      }
    } else {
      known.put(account, new Known(proxy, signingKey, IN_SIGHT));
    }
    return changes;
  }

  /** They have lost sight of each other; all stays as it is for a while. */
  public void lostSight(int account, long now) {
    known.computeIfPresent(
        account, (key, one) -> one.inSight() ? new Known(one.proxy, one.signingKey, now) : one);
  }

  /** As if they all had been lost sight of: who is still there is introduced anew in time. */
  public void lostSightOfAll(long now) {
    List.copyOf(known.keySet()).forEach(account -> lostSight(account, now));
  }

  /** The acquaintance has ended for good. */
  public List<Change> ended(int account) {
    List<Change> changes = new ArrayList<>();
    end(account, changes);
    publish();
    return changes;
  }

  public List<Change> endedAll() {
    List<Change> changes = new ArrayList<>();
    List.copyOf(known.keySet()).forEach(account -> end(account, changes));
    publish();
    return changes;
  }

  /** Time passes. */
  public List<Change> tick(long now) {
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<Integer, Known> entry : List.copyOf(known.entrySet())) {
      Known one = entry.getValue();
      if (!one.inSight() && now - one.lostAt >= LINGER_MILLIS) {
        end(entry.getKey(), changes);
      }
    }
    if (!changes.isEmpty()) {
      publish();
    }
    return changes;
  }

  /** A link is open. */
  public List<Change> up(OpenLink link) {
    List<Change> changes = new ArrayList<>();
    List<Integer> behind = behind(link.remote());
    if (behind.isEmpty() || links.get(link.remote()) == link || !link.isOpen()) {
      return changes;
    }
    if (links.put(link.remote(), link) != null) {
      behind.forEach(account -> changes.add(new Change.Unlinked(account)));
    }
    behind.forEach(account -> changes.add(new Change.Linked(account)));
    return changes;
  }

  /** A link is down. */
  public List<Change> down(OpenLink link) {
    List<Change> changes = new ArrayList<>();
    if (links.remove(link.remote(), link)) {
      behind(link.remote()).forEach(account -> changes.add(new Change.Unlinked(account)));
    }
    return changes;
  }

  public boolean linked(int account) {
    return link(account).isPresent();
  }

  /** The open link to the account's proxy. */
  public Optional<OpenLink> link(int account) {
    return Optional.ofNullable(known.get(account)).map(one -> links.get(one.proxy));
  }

  /** Whether this is the link by which its proxy's messages count now. */
  public boolean isCurrent(OpenLink link) {
    return links.get(link.remote()) == link;
  }

  public Optional<Fingerprint> proxy(int account) {
    return Optional.ofNullable(known.get(account)).map(Known::proxy);
  }

  /** The Ed25519 public key of the account's lines, its 32 bytes in Base64. */
  public Optional<String> signingKey(int account) {
    return Optional.ofNullable(known.get(account)).map(Known::signingKey);
  }

  /** Everybody introduced, in sight or not. */
  public Collection<Integer> accounts() {
    return List.copyOf(known.keySet());
  }

  public boolean inSight(int account) {
    Known one = known.get(account);
    return one != null && one.inSight();
  }

  /** Whether the proxy may speak for the account. Any thread. */
  public boolean attests(Fingerprint proxy, int account) {
    return proxy.equals(attested.get(account));
  }

  private void end(int account, List<Change> changes) {
    Known gone = known.remove(account);
    if (gone == null) {
      return;
    }
    if (links.containsKey(gone.proxy)) {
      changes.add(new Change.Unlinked(account));
    }
    if (behind(gone.proxy).isEmpty()) {
      links.remove(gone.proxy);
    }
    changes.add(new Change.Ended(account, gone.proxy));
  }

  private List<Integer> behind(Fingerprint proxy) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().proxy.equals(proxy))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void publish() {
    Map<Integer, Fingerprint> now = new HashMap<>();
    known.forEach((account, one) -> now.put(account, one.proxy));
    attested = Map.copyOf(now);
  }
}
