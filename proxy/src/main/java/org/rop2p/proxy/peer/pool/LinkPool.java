package org.rop2p.proxy.peer.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.client.Backoff;
import org.rop2p.proxy.peer.link.TokenBucket;
import org.rop2p.transport.Fingerprint;

/**
 * Who gets a link when not everybody can. One link joins two proxies, whoever of their players see
 * each other. Pure: events and monotonic milliseconds in; {@link #decide} answers what to do. Not
 * thread-safe.
 *
 * <p>The nearest in view come first, {@value #AT_ONCE} at once, then {@value #PER_SECOND} a second.
 * A free link goes to the nearest who waits; then a link of a proxy nobody of whose players is in
 * view any more; then that of the farthest, if he is farther by {@value #HYSTERESIS_CELLS} cells.
 * The larger fingerprint of a pair waits for the other's offer: one that comes while there is no
 * link to be had is kept for some seconds.
 */
public final class LinkPool {
  /** Two who walk beside each other must not take the link from each other at each step. */
  static final int HYSTERESIS_CELLS = 4;

  /** Who lost his link to another, or to a fault, is tried again soon: he is in view. */
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** Who enters a crowd has his nearest linked at once; a handshake takes some ms of a core. */
  static final int AT_ONCE = 8;

  static final int PER_SECOND = 5;

  private final Fingerprint own;
  private final int links;
  private final DoubleSupplier random;
  private final TokenBucket pace;
  private final Map<Fingerprint, Contender> contenders = new LinkedHashMap<>();

  /**
   * No contenders.
   *
   * @param links at a time, at least 1
   * @param random uniformly from [0, 1)
   * @param now on the clock of all calls
   */
  public LinkPool(Fingerprint own, int links, DoubleSupplier random, long now) {
    this.own = own;
    this.links = links;
    this.random = random;
    this.pace = new TokenBucket(PER_SECOND, AT_ONCE, AT_ONCE, now);
  }

  /**
   * An introduction to a player of that proxy is new, or he has moved.
   *
   * @param inView whether the two see each other
   * @param cells between them, {@link Integer#MAX_VALUE} unknown
   */
  public void seen(
      Introduction introduction, Fingerprint proxy, boolean inView, int cells, long now) {
    contenders
        .computeIfAbsent(proxy, key -> new Contender())
        .seen(introduction, inView, cells, now);
  }

  /** An introduction has ended. */
  public void parted(Introduction introduction, Fingerprint proxy, long now) {
    Contender contender = contenders.get(proxy);
    if (contender != null) {
      contender.parted(introduction, now);
    }
  }

  public boolean knows(Introduction introduction, Fingerprint proxy) {
    Contender contender = contenders.get(proxy);
    return contender != null && contender.knows(introduction);
  }

  /** The other side offers a link: if there is one already, it says that it has started over. */
  public void offered(Fingerprint proxy, Signal.Offer offer, long now) {
    Contender contender = contenders.get(proxy);
    if (contender != null && !weOffer(proxy)) {
      contender.offered(offer, now);
    }
  }

  /** A candidate came: for the link there is, or for one that has not begun. */
  public void candidate(Fingerprint proxy, Signal.IceCandidate candidate) {
    Contender contender = contenders.get(proxy);
    if (contender != null) {
      contender.candidate(candidate);
    }
  }

  /** The link is open. */
  public void up(Fingerprint proxy) {
    Contender contender = contenders.get(proxy);
    if (contender != null && contender.state == Contender.State.LINKING) {
      contender.state = Contender.State.LINKED;
      contender.failures = 0;
    }
  }

  /** The link is down, or never came up. */
  public void down(Fingerprint proxy, long now) {
    Contender contender = contenders.get(proxy);
    if (contender != null && contender.holds()) {
      rest(contender, now);
    }
  }

  /** Ways to signal to a proxy, the best first. */
  public List<Introduction> introductions(Fingerprint proxy) {
    Contender contender = contenders.get(proxy);
    return contender == null ? List.of() : contender.introductions();
  }

  private boolean weOffer(Fingerprint proxy) {
    return own.compareTo(proxy) < 0;
  }

  /**
   * What is to be done now.
   *
   * @param refused proxies that get no link
   */
  public List<PoolCommand> decide(Refused refused, long now) {
    List<PoolCommand> out = new ArrayList<>();
    dropUnneeded(refused, now, out);
    startOver(now, out);
    List<Fingerprint> waiting =
        contenders.entrySet().stream()
            .filter(entry -> ready(entry.getKey(), entry.getValue(), now))
            .filter(entry -> !refused.test(entry.getKey(), now))
            .sorted(Comparator.comparingInt(entry -> entry.getValue().cells()))
            .map(Map.Entry::getKey)
            .toList();
    for (Fingerprint proxy : waiting) {
      Contender contender = contenders.get(proxy);
      Optional<Fingerprint> loser = Optional.empty();
      if (held() >= links) {
        loser = loser(contender.cells());
        if (loser.isEmpty()) {
          break; // those who follow are farther
        }
      }
      if (!pace.take(1, now)) {
        break;
      }
      if (loser.isPresent()) {
        out.add(new PoolCommand.End(loser.get()));
        rest(contenders.get(loser.get()), now);
      }
      out.add(contender.begin(proxy, now));
    }
    return out;
  }

  /** Tells which proxies get no link. */
  public interface Refused {
    boolean test(Fingerprint proxy, long now);
  }

  private void dropUnneeded(Refused refused, long now, List<PoolCommand> out) {
    for (Fingerprint proxy : List.copyOf(contenders.keySet())) {
      Contender contender = contenders.get(proxy);
      boolean unneeded = contender.unneeded();
      if (contender.holds() && (unneeded || refused.test(proxy, now))) {
        out.add(new PoolCommand.End(proxy));
        rest(contender, now);
      }
      if (unneeded) {
        contenders.remove(proxy);
      }
    }
  }

  /**
   * An offer while there is a link says that the other side has none any more. One that is open is
   * asked first: it is not ended at somebody's word. Should it be dead, the offer is still there.
   */
  private void startOver(long now, List<PoolCommand> out) {
    contenders.forEach(
        (proxy, contender) -> {
          if (contender.state == Contender.State.LINKED && contender.doubts(now)) {
            out.add(new PoolCommand.Doubt(proxy));
          } else if (contender.state == Contender.State.LINKING && contender.isOffered(now)) {
            out.add(contender.begin(proxy, now));
          }
        });
  }

  private boolean ready(Fingerprint proxy, Contender contender, long now) {
    return !contender.holds()
        && contender.inView()
        && (weOffer(proxy) ? now >= contender.notBefore : contender.isOffered(now));
  }

  private long held() {
    return contenders.values().stream().filter(Contender::holds).count();
  }

  /** Who has to make room for somebody so near. */
  private Optional<Fingerprint> loser(int cells) {
    Optional<Fingerprint> outOfView =
        holders()
            .filter(entry -> !entry.getValue().inView())
            .min(Comparator.comparingLong(entry -> entry.getValue().outOfViewSince()))
            .map(Map.Entry::getKey);
    if (outOfView.isPresent()) {
      return outOfView;
    }
    return holders()
        .max(Comparator.comparingInt(entry -> entry.getValue().cells()))
        .filter(entry -> entry.getValue().cells() - (long) cells >= HYSTERESIS_CELLS)
        .map(Map.Entry::getKey);
  }

  private Stream<Map.Entry<Fingerprint, Contender>> holders() {
    return contenders.entrySet().stream().filter(entry -> entry.getValue().holds());
  }

  private void rest(Contender contender, long now) {
    contender.state = Contender.State.WAITING;
    contender.failures++;
    contender.notBefore = now + BACKOFF.delay(contender.failures, random.getAsDouble()).toMillis();
  }
}
