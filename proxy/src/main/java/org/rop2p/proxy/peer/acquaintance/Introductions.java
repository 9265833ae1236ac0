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

  /** What the coordinator said last of somebody. */
  private enum Word {
    /** They see each other. */
    MET,
    /** As {@link #MET}, but before the connection to the coordinator broke. */
    MET_BEFORE,
    /** They have lost sight of each other. */
    LOST
  }

  /**
   * @param signingKey with which the account's lines are signed, as attested with the proxy
   * @param since when the word became what it is
   */
  private record Known(Fingerprint proxy, String signingKey, Word word, long since) {
    static Known met(Fingerprint proxy, String signingKey) {
      return new Known(proxy, signingKey, Word.MET, Long.MAX_VALUE);
    }

    Known with(Word next, long at) {
      return new Known(proxy, signingKey, next, at);
    }

    boolean isOf(Fingerprint other, String otherKey) {
      return proxy.equals(other) && signingKey.equals(otherKey);
    }

    boolean inSight() {
      return word != Word.LOST;
    }
  }

  private final Map<Integer, Known> known = new LinkedHashMap<>();
  private final Map<Fingerprint, OpenLink> links = new HashMap<>();
  private volatile Map<Integer, Fingerprint> attested = Map.of();

  /** Whom the coordinator has introduced, while nobody is to be known; else null. */
  private Map<Integer, Known> suspended;

  /**
   * The coordinator introduces an account.
   *
   * @param signingKey an Ed25519 public key, its 32 bytes in Base64
   */
  public List<Change> introduced(int account, Fingerprint proxy, String signingKey) {
    List<Change> changes = new ArrayList<>();
    if (suspended != null) {
      suspended.put(account, Known.met(proxy, signingKey));
      return changes;
    }
    Known before = known.get(account);
    if (before == null || !before.isOf(proxy, signingKey)) {
      end(account, changes);
      known.put(account, Known.met(proxy, signingKey));
      publish();
      changes.add(new Change.Introduced(account, proxy));
      if (links.containsKey(proxy)) {
        changes.add(new Change.Linked(account));
      }
    } else {
      known.put(account, Known.met(proxy, signingKey));
    }
    return changes;
  }

  /** They have lost sight of each other; all stays as it is for a while. */
  public void lostSight(int account, long now) {
    if (suspended != null) {
      suspended.remove(account);
    }
    known.computeIfPresent(
        account,
        (key, one) ->
            switch (one.word) {
              case MET -> one.with(Word.LOST, now);
              case MET_BEFORE -> one.with(Word.LOST, one.since);
              case LOST -> one;
            });
  }

  /**
   * The coordinator is connected anew and introduces again whoever is still there. Until it does
   * all stays as it is; who is not introduced again within {@link #LINGER_MILLIS} is not there.
   */
  public void unsureOfAll(long now) {
    if (suspended != null) {
      suspended.clear();
    }
    known.replaceAll((account, one) -> one.word == Word.MET ? one.with(Word.MET_BEFORE, now) : one);
  }

  /** Nobody is to be known for now; whom the coordinator introduces is remembered. */
  public List<Change> suspend() {
    Map<Integer, Known> met = new LinkedHashMap<>();
    known.forEach(
        (account, one) -> {
          if (one.inSight()) {
            met.put(account, one);
          }
        });
    List<Change> changes = endedAll();
    suspended = met;
    return changes;
  }

  /** Those who were introduced and not parted from meanwhile are known again. */
  public List<Change> resume() {
    List<Change> changes = new ArrayList<>();
    Map<Integer, Known> met = suspended == null ? Map.of() : suspended;
    suspended = null;
    met.forEach((account, one) -> changes.addAll(introduced(account, one.proxy, one.signingKey)));
    return changes;
  }

  /** The acquaintance has ended for good. */
  public List<Change> ended(int account) {
    List<Change> changes = new ArrayList<>();
    if (suspended != null) {
      suspended.remove(account);
    }
    end(account, changes);
    publish();
    return changes;
  }

  public List<Change> endedAll() {
    List<Change> changes = new ArrayList<>();
    if (suspended != null) {
      suspended.clear();
    }
    List.copyOf(known.keySet()).forEach(account -> end(account, changes));
    publish();
    return changes;
  }

  /** Time passes. */
  public List<Change> tick(long now) {
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<Integer, Known> entry : List.copyOf(known.entrySet())) {
      Known one = entry.getValue();
      if (one.word != Word.MET && now - one.since >= LINGER_MILLIS) {
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
