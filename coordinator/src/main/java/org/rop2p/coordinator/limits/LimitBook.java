package org.rop2p.coordinator.limits;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Signal;

/**
 * Every limit on what clients may ask for, and who has used up how much of it. An answer of a
 * duration is a refusal: so long until asking again makes sense. Each node keeps its own book.
 *
 * <p>Nobody on this machine is limited by his address: a reverse proxy here that is not trusted to
 * name its clients would be one address for all of them.
 *
 * <p>Not thread-safe; times are nanoseconds of one monotonic clock.
 */
public final class LimitBook {
  /** A proxy logs in once an hour; one that is started over and over while set up, more often. */
  public static final Rate LOGINS_OF_ACCOUNT = Rate.perMinute(20, 10);

  /** A house of 300 players behind one address comes back at once after a restart. */
  public static final Rate LOGINS_FROM_ADDRESS = Rate.perSecond(300, 5);

  /** Each change of map may be one; nobody warps every two seconds for long. */
  public static final Rate JOINS_OF_ACCOUNT = Rate.perMinute(30, 30);

  /** 300 players of one house walk through their warps. */
  public static final Rate JOINS_FROM_ADDRESS = Rate.perSecond(600, 60);

  /** A network that breaks and comes back; clients wait longer each time. */
  public static final Rate SOCKETS_OF_ACCOUNT = Rate.perMinute(20, 20);

  /** As {@link #LOGINS_FROM_ADDRESS}: each login has its socket. */
  public static final Rate SOCKETS_FROM_ADDRESS = Rate.perSecond(300, 10);

  /** The one in use, and those that broke and are not yet missed. */
  public static final int OPEN_SOCKETS_OF_ACCOUNT = 4;

  /** A house of players, or those behind one provider's address. */
  public static final int OPEN_SOCKETS_FROM_ADDRESS = 600;

  /** What a node is measured for, twice. */
  public static final int OPEN_SOCKETS = 20_000;

  /**
   * Different accounts that one account says it sees: a full screen at once, then one a second. It
   * bounds how fast somebody asks the coordinator about accounts that he does not see.
   */
  public static final Rate SIGHTINGS_OF_ACCOUNT = Rate.perMinute(Limits.MAX_SEES, 60);

  /** Clients report once a second; what comes faster is put together, not refused. */
  public static final Rate REPORTS_OF_ACCOUNT = Rate.perSecond(10, 2);

  /** One each time a link is tried or restarted; one that fails is tried again after seconds. */
  public static final Rate OFFERS_OF_PAIR = Rate.perMinute(8, 12);

  /** A score of addresses for each try, on a machine with many networks. */
  public static final Rate CANDIDATES_OF_PAIR = Rate.perSecond(128, 4);

  /** Entering a crowd: 50 links of an offer and a score of candidates each, at once. */
  public static final Rate FRAMES_OF_SOCKET = Rate.perSecond(1_200, 100);

  /** Clients ping every 20 s or so. */
  public static final Rate PINGS_OF_SOCKET = Rate.perSecond(30, 1);

  /** A client with a defect gets its errors told; one that sends garbage for sport is closed. */
  public static final int BAD_MESSAGES_OF_SOCKET = 10;

  /** Three times those who play on a large server; each takes some hundred bytes. */
  private static final int MOST_KEYS = 32_768;

  /** 10,000 players with a dozen fresh links each. */
  private static final int MOST_PAIRS = 131_072;

  private final Meters<AddressBlock, Meter> loginsFrom = meters(LOGINS_FROM_ADDRESS, MOST_KEYS);
  private final Meters<Integer, Meter> loginsOf = meters(LOGINS_OF_ACCOUNT, MOST_KEYS);
  private final Meters<AddressBlock, Meter> joinsFrom = meters(JOINS_FROM_ADDRESS, MOST_KEYS);
  private final Meters<Integer, Meter> joinsOf = meters(JOINS_OF_ACCOUNT, MOST_KEYS);
  private final Meters<AddressBlock, Meter> socketsFrom = meters(SOCKETS_FROM_ADDRESS, MOST_KEYS);
  private final Meters<Integer, Meter> socketsOf = meters(SOCKETS_OF_ACCOUNT, MOST_KEYS);
  private final Meters<Integer, Meter> reportsOf = meters(REPORTS_OF_ACCOUNT, MOST_KEYS);
  private final Meters<Long, Meter> offersOf = meters(OFFERS_OF_PAIR, MOST_PAIRS);
  private final Meters<Long, Meter> answersOf = meters(OFFERS_OF_PAIR, MOST_PAIRS);
  private final Meters<Long, Meter> candidatesOf = meters(CANDIDATES_OF_PAIR, MOST_PAIRS);
  private final Meters<Integer, SightingBudget> sightingsOf =
      new Meters<>(MOST_KEYS, now -> new SightingBudget(SIGHTINGS_OF_ACCOUNT, now));
  private final Map<AddressBlock, Integer> openFrom = new HashMap<>();
  private final Map<Integer, Integer> openOf = new HashMap<>();
  private int open;

  private static <K> Meters<K, Meter> meters(Rate rate, int most) {
    return new Meters<>(most, now -> new Meter(rate, now));
  }

  /** One more try to log in. */
  public Optional<Duration> loginFrom(String ip, int account, long nanos) {
    return both(loginsFrom, loginsOf, ip, account, nanos);
  }

  /** One more request to join a zone. */
  public Optional<Duration> joinFrom(String ip, int account, long nanos) {
    return both(joinsFrom, joinsOf, ip, account, nanos);
  }

  /**
   * One more socket, which is open from now on unless it is refused; {@link #socketClosed} ends
   * that.
   */
  public Optional<Duration> socketFrom(String ip, int account, long nanos) {
    AddressBlock block = AddressBlock.of(ip);
    boolean full =
        open >= OPEN_SOCKETS
            || openOf.getOrDefault(account, 0) >= OPEN_SOCKETS_OF_ACCOUNT
            || (!AddressBlock.isLoopback(ip)
                && openFrom.getOrDefault(block, 0) >= OPEN_SOCKETS_FROM_ADDRESS);
    Optional<Duration> wait = both(socketsFrom, socketsOf, ip, account, nanos);
    if (full || wait.isPresent()) {
      return Optional.of(wait.orElse(SOCKETS_OF_ACCOUNT.each()));
    }
    open++;
    openFrom.merge(block, 1, Integer::sum);
    openOf.merge(account, 1, Integer::sum);
    return wait;
  }

  /** Of a socket that was let in: once. */
  public void socketClosed(String ip, int account) {
    open--;
    openFrom.computeIfPresent(AddressBlock.of(ip), (key, count) -> count > 1 ? count - 1 : null);
    openOf.computeIfPresent(account, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** Sockets that are open now. */
  public int openSockets() {
    return open;
  }

  /** Those of them whom the account may say it sees now; the others later. */
  public List<Integer> sightings(int account, Collection<Integer> seen, long nanos) {
    return sightingsOf.of(account, nanos).take(seen, nanos);
  }

  /** Whether the account's view may be reported on now; if not, later. */
  public boolean report(int account, long nanos) {
    return reportsOf.of(account, nanos).take(nanos);
  }

  /** One more signal from one account to another. */
  public Optional<Duration> signal(int from, int to, Signal signal, long nanos) {
    Meters<Long, Meter> meters = candidatesOf;
    if (signal instanceof Signal.Offer) {
      meters = offersOf;
    } else if (signal instanceof Signal.Answer) {
      meters = answersOf;
    }
    return refusal(meters.of(((long) from << Integer.SIZE) | to, nanos).waitFor(1, nanos));
  }

  private static Optional<Duration> both(
      Meters<AddressBlock, Meter> from,
      Meters<Integer, Meter> of,
      String ip,
      int account,
      long nanos) {
    if (!AddressBlock.isLoopback(ip)) {
      Optional<Duration> refused = refusal(from.of(AddressBlock.of(ip), nanos).waitFor(1, nanos));
      if (refused.isPresent()) {
        return refused;
      }
    }
    return refusal(of.of(account, nanos).waitFor(1, nanos));
  }

  private static Optional<Duration> refusal(long nanos) {
    return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }
}
