package org.rop2p.proxy.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.proxy.logging.LineBudget;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.Offence;
import org.rop2p.proxy.peer.link.Offences;
import org.rop2p.proxy.peer.link.Transport;
import org.rop2p.proxy.peer.pool.Introduction;
import org.rop2p.proxy.peer.pool.LinkPool;
import org.rop2p.proxy.peer.pool.PoolCommand;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The links of this process to other proxies, and between its own players: carries out what {@link
 * LinkPool} decides, and brings what comes to the players it is for. Thread-safe; never blocks.
 */
public final class PeerLinks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeerLinks.class);

  /** By then the coordinator has told both sides of an introduction, or of its end. */
  static final long GRACE_MILLIS = 5_000;

  private static final int SHOWN_DIGITS = 8;

  /** Who is refused can come back as another proxy. */
  private static final int REFUSAL_LINES_A_MINUTE = 10;

  private final Transport transport;
  private final KindCounters counters;
  private final LinkObserver observer;
  private final LongSupplier clock;
  private final LinkPool pool;
  private final LinkTotals totals = new LinkTotals();
  private final Offences offences = new Offences();
  private final LinkAttempt.Owner owner = new Owner();
  private final Map<Fingerprint, LinkAttempt> attempts = new HashMap<>();
  private final LocalPlayers players;
  private final HomeLink home;
  private final LineBudget refusalLines;
  private boolean closed;

  /** A link as shown to people. */
  public record View(String fingerprint, LinkPath path, long setupMillis, int rttMillis) {}

  /**
   * No links yet.
   *
   * @param maxLinks at a time, at least 1
   * @param clock monotonic milliseconds
   * @param random uniformly from [0, 1)
   */
  PeerLinks(
      Transport transport,
      int maxLinks,
      KindCounters counters,
      LinkObserver observer,
      LongSupplier clock,
      DoubleSupplier random) {
    this.transport = transport;
    this.counters = counters;
    this.observer = observer;
    this.clock = clock;
    this.pool = new LinkPool(transport.fingerprint(), maxLinks, random, clock.getAsLong());
    this.players = new LocalPlayers(counters);
    this.refusalLines = new LineBudget(REFUSAL_LINES_A_MINUTE, clock);
    this.home = new HomeLink(transport.fingerprint(), players, counters);
  }

  /** Our own fingerprint, to be attested by the coordinator. */
  public Fingerprint fingerprint() {
    return transport.fingerprint();
  }

  /** Links that are open. */
  public synchronized List<View> views() {
    List<View> views = new ArrayList<>();
    attempts.forEach(
        (proxy, attempt) -> {
          if (attempt.isOpen()) {
            views.add(
                new View(
                    proxy.hex(),
                    attempt.transport().path(),
                    attempt.linkUp().setupMillis(),
                    attempt.rttMillis()));
          }
        });
    return views;
  }

  /** What has become of links since start. */
  LinkTotals totals() {
    return totals;
  }

  LocalPlayers players() {
    return players;
  }

  /**
   * A player is introduced to somebody, or knows better how far he is: what that changes is decided
   * at the next {@link #tick}.
   *
   * @param cells between them, {@link Integer#MAX_VALUE} unknown
   */
  synchronized void seen(Introduction introduction, Fingerprint proxy, boolean inView, int cells) {
    if (closed) {
      return;
    }
    if (proxy.equals(fingerprint())) {
      home.met(introduction);
      return;
    }
    long now = clock.getAsLong();
    boolean fresh = !pool.knows(introduction, proxy);
    pool.seen(introduction, proxy, inView, cells, now);
    LinkAttempt attempt = attempts.get(proxy);
    if (fresh && attempt != null) {
      attempt.graceUntil(now + GRACE_MILLIS);
      if (attempt.isOpen()) {
        players.of(Set.of(introduction)).forEach(player -> player.up(attempt));
      }
    }
  }

  /** An introduction has ended. */
  synchronized void parted(Introduction introduction, Fingerprint proxy) {
    home.parted(introduction);
    long now = clock.getAsLong();
    pool.parted(introduction, proxy, now);
    LinkAttempt attempt = attempts.get(proxy);
    if (attempt != null) {
      attempt.graceUntil(now + GRACE_MILLIS);
    }
    decide(now);
  }

  /**
   * The other proxy signals, through an introduced account.
   *
   * @param seenFrom the address at which the coordinator sees it, if it says so
   */
  synchronized void signalled(Fingerprint proxy, Signal signal, Optional<String> seenFrom) {
    long now = clock.getAsLong();
    if (offences.refused(proxy, now)) {
      counters.rejected("refused_proxy");
      return;
    }
    LinkAttempt attempt = attempts.get(proxy);
    if (!Versions.isOurs(signal)) {
      counters.rejected("other_version");
      otherVersion(proxy, Versions.of(signal));
      return;
    }
    if (signal instanceof Signal.Offer offer && offer.restarts().isEmpty()) {
      pool.offered(proxy, offer, now);
      decide(now);
      return;
    }
    if (signal instanceof Signal.IceCandidate candidate) {
      pool.candidate(proxy, candidate);
    }
    if (attempt == null) {
      return;
    }
    if (signal instanceof Signal.Probe probe) {
      attempt.hear(probe, seenFrom);
    } else {
      attempt.hear(signal);
    }
  }

  /** Links with it are in vain until one of us is replaced: the server carries everything. */
  private void otherVersion(Fingerprint proxy, int version) {
    log.atLevel(refusalLines.allows() ? Level.WARN : Level.DEBUG)
        .log(
            "Peer {} builds links of version {}, we of version {}: the older of the two proxies has"
                + " to be updated",
            proxy.hex().substring(0, SHOWN_DIGITS),
            version,
            Signal.VERSION);
  }

  /**
   * A message of a proxy failed a check that an honest one never fails.
   *
   * @param check which, as the session has counted it
   */
  void offended(Fingerprint proxy, String check) {
    log.debug("Peer {} failed a check: {}", proxy.hex().substring(0, SHOWN_DIGITS), check);
    offended(proxy, Offence.FAILED_CHECK);
  }

  /** Time passes: those who wait may have their turn. */
  synchronized void tick() {
    decide(clock.getAsLong());
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      attempts.clear();
    }
    transport.close();
  }

  private void decide(long now) {
    if (closed) {
      return;
    }
    for (PoolCommand command : pool.decide(offences::refused, now)) {
      LinkAttempt attempt = attempts.get(command.proxy());
      if (command instanceof PoolCommand.Doubt) {
        if (attempt != null) {
          attempt.transport().doubt();
        }
      } else {
        end(attempt);
      }
      if (command instanceof PoolCommand.Begin begin) {
        begin(begin);
      }
    }
  }

  private void begin(PoolCommand.Begin begin) {
    Fingerprint proxy = begin.proxy();
    LinkAttempt attempt = new LinkAttempt(proxy, owner, clock);
    totals.attempted();
    attempt.graceUntil(clock.getAsLong() + GRACE_MILLIS);
    attempts.put(proxy, attempt);
    attempt.on(transport.link(proxy, attempt, attempt));
    begin.offer().ifPresent(attempt::hear);
    begin.candidates().forEach(attempt::hear);
  }

  /** Ends a link of our own accord. */
  private void end(LinkAttempt attempt) {
    if (attempt != null && attempts.remove(attempt.remote(), attempt)) {
      boolean open = attempt.isOpen();
      attempt.close();
      totals.ended(open);
      if (open) {
        downToPlayers(attempt, LinkDown.CLOSED);
      }
    }
  }

  private void downToPlayers(LinkAttempt attempt, LinkDown reason) {
    players.of(pool.introductions(attempt.remote())).forEach(player -> player.down(attempt));
    observer.down(attempt.remote().hex(), reason);
  }

  private void offended(Fingerprint proxy, Offence offence) {
    long now = clock.getAsLong();
    if (!proxy.equals(fingerprint()) && offences.add(proxy, offence, now)) {
      log.atLevel(refusalLines.allows() ? Level.WARN : Level.DEBUG)
          .log(
              "Peer {} is refused for {} minutes, {} being the last of many offences: its players"
                  + " are heard through the server only",
              proxy.hex().substring(0, SHOWN_DIGITS),
              TimeUnit.MILLISECONDS.toMinutes(Offences.REFUSED_MILLIS),
              offence.label());
      counters.rejected("proxy_refused");
      synchronized (this) {
        decide(now);
      }
    }
  }

  private final class Owner implements LinkAttempt.Owner {
    /** Any introduction of the pair of proxies serves to carry their signals. */
    @Override
    public void signal(Fingerprint proxy, Signal signal) {
      synchronized (PeerLinks.this) {
        for (Introduction way : pool.introductions(proxy)) {
          if (players.of(Set.of(way)).stream()
              .anyMatch(player -> player.signal(way.remote(), signal))) {
            return;
          }
        }
      }
    }

    @Override
    public boolean isCurrent(LinkAttempt link) {
      synchronized (PeerLinks.this) {
        return attempts.get(link.remote()) == link;
      }
    }

    @Override
    public void opened(LinkAttempt link) {
      synchronized (PeerLinks.this) {
        if (attempts.get(link.remote()) == link) {
          pool.up(link.remote());
          link.graceUntil(clock.getAsLong() + GRACE_MILLIS);
          players.of(pool.introductions(link.remote())).forEach(player -> player.up(link));
          totals.up(link.linkUp(), link.wasProbed());
          observer.up(link.remote().hex(), link.linkUp());
        }
      }
    }

    @Override
    public void received(LinkAttempt link, PeerMessage message) {
      boolean grace = link.inGrace(clock.getAsLong());
      if (!players.deliver(link, message, offence -> unwelcome(link, offence, grace))) {
        broken(link);
      }
    }

    @Override
    public void carried(int bytes, boolean out) {
      if (out) {
        totals.sent(bytes);
      } else {
        totals.received(bytes);
      }
    }

    private void unwelcome(LinkAttempt link, Offence offence, boolean grace) {
      counters.rejected(offence.label());
      if (!grace) {
        PeerLinks.this.offended(link.remote(), offence);
      }
    }

    @Override
    public void ignored(String what) {
      counters.rejected(what);
    }

    @Override
    public void offended(Fingerprint proxy, Offence offence) {
      counters.rejected(offence.label());
      PeerLinks.this.offended(proxy, offence);
    }

    @Override
    public void broken(LinkAttempt link) {
      synchronized (PeerLinks.this) {
        if (attempts.get(link.remote()) == link) {
          counters.rejected("stream_broken");
          end(link);
          pool.down(link.remote(), clock.getAsLong());
        }
      }
    }

    @Override
    public void ended(LinkAttempt link, LinkDown reason) {
      synchronized (PeerLinks.this) {
        if (!attempts.remove(link.remote(), link) || closed) {
          return;
        }
        boolean open = link.isOpen();
        link.close();
        totals.ended(open);
        if (open) {
          downToPlayers(link, reason);
        }
        pool.down(link.remote(), clock.getAsLong());
        if (reason == LinkDown.PROTOCOL) {
          offended(link.remote(), Offence.BAD_FRAMING);
        }
      }
    }
  }
}
