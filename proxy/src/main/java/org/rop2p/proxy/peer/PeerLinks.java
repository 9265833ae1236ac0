package org.rop2p.proxy.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.client.api.Signal;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.Offence;
import org.rop2p.proxy.peer.link.Offences;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.proxy.peer.link.Transport;
import org.rop2p.proxy.peer.link.TransportLink;
import org.rop2p.proxy.peer.pool.Introduction;
import org.rop2p.proxy.peer.pool.LinkPool;
import org.rop2p.proxy.peer.pool.PoolCommand;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of this process to other proxies, and between its own players: carries out what {@link
 * LinkPool} decides, and brings what comes to the players it is for. Thread-safe; never blocks.
 */
public final class PeerLinks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeerLinks.class);

  /** By then the coordinator has told both sides of an introduction, or of its end. */
  static final long GRACE_MILLIS = 5_000;

  private static final int SHOWN_DIGITS = 8;

  private final Transport transport;
  private final boolean sealed;
  private final KindCounters counters;
  private final LinkObserver observer;
  private final LongSupplier clock;
  private final LinkPool pool;
  private final Offences offences = new Offences();
  private final LinkAttempt.Owner owner = new Owner();
  private final Map<Fingerprint, LinkAttempt> attempts = new HashMap<>();
  private final Map<Integer, LocalPlayer> presences = new HashMap<>();
  private final ConcurrentMap<Integer, LocalPlayer> players = new ConcurrentHashMap<>();
  private final Set<Introduction> atHome = new HashSet<>();
  private Loopback loopback;
  private int lastPresence;
  private boolean closed;

  /** A link as shown to people. */
  public record View(String fingerprint, LinkPath path, long setupMillis, int rttMillis) {}

  /**
   * No links yet.
   *
   * @param maxLinks at a time, at least 1
   * @param sealed wish the inner seal on every link
   * @param clock monotonic milliseconds
   * @param random uniformly from [0, 1)
   */
  PeerLinks(
      Transport transport,
      int maxLinks,
      boolean sealed,
      KindCounters counters,
      LinkObserver observer,
      LongSupplier clock,
      DoubleSupplier random) {
    this.transport = transport;
    this.sealed = sealed;
    this.counters = counters;
    this.observer = observer;
    this.clock = clock;
    this.pool = new LinkPool(transport.fingerprint(), maxLinks, random);
    this.loopback = newLoopback();
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

  /** A player has come; the answer is the number of his presence. */
  synchronized int register(int account, LocalPlayer player) {
    int presence = ++lastPresence;
    presences.put(presence, player);
    players.put(account, player);
    return presence;
  }

  /** A player has gone, all of whose introductions have ended. */
  synchronized void unregister(int account, int presence) {
    LocalPlayer gone = presences.remove(presence);
    if (gone != null) {
      players.remove(account, gone);
    }
  }

  /**
   * A player is introduced to somebody, or knows better how far he is.
   *
   * @param cells between them, {@link Integer#MAX_VALUE} unknown
   */
  synchronized void seen(Introduction introduction, Fingerprint proxy, boolean inView, int cells) {
    if (closed) {
      return;
    }
    LocalPlayer player = presences.get(introduction.presence());
    if (proxy.equals(fingerprint())) {
      if (atHome.add(introduction)) {
        player.up(loopback);
      }
      return;
    }
    long now = clock.getAsLong();
    boolean fresh = !pool.knows(introduction, proxy);
    pool.seen(introduction, proxy, inView, cells, now);
    LinkAttempt attempt = attempts.get(proxy);
    if (fresh && attempt != null) {
      attempt.graceUntil(now + GRACE_MILLIS);
      if (attempt.isOpen()) {
        player.up(attempt);
      }
    }
    decide(now);
  }

  /** An introduction has ended. */
  synchronized void parted(Introduction introduction, Fingerprint proxy) {
    atHome.remove(introduction);
    long now = clock.getAsLong();
    pool.parted(introduction, proxy, now);
    LinkAttempt attempt = attempts.get(proxy);
    if (attempt != null) {
      attempt.graceUntil(now + GRACE_MILLIS);
    }
    decide(now);
  }

  /** The other proxy signals, through an introduced account. */
  synchronized void signalled(Fingerprint proxy, Signal signal) {
    long now = clock.getAsLong();
    if (offences.refused(proxy, now)) {
      counters.rejected("refused_proxy");
      return;
    }
    LinkAttempt attempt = attempts.get(proxy);
    if (signal instanceof Signal.Offer offer) {
      pool.offered(proxy, offer, now);
      decide(now);
    } else if (signal instanceof Signal.Answer answer && attempt != null) {
      tell(attempt, link -> link.onAnswer(new IceDescription(answer.ufrag(), answer.pwd())));
    } else if (signal instanceof Signal.IceCandidate candidate && attempt != null) {
      tell(attempt, link -> link.onCandidate(IceCandidate.parse(candidate.candidate())));
    } else if (signal instanceof Signal.IceCandidate candidate) {
      pool.candidate(proxy, candidate);
    }
  }

  /** A message of a proxy failed a check that an honest one never fails. */
  void offended(Fingerprint proxy) {
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
      loopback.close();
      attempts.clear();
    }
    transport.close();
  }

  private void decide(long now) {
    if (closed) {
      return;
    }
    for (PoolCommand command : pool.decide(offences::refused, now)) {
      end(attempts.get(command.proxy()));
      if (command instanceof PoolCommand.Begin begin) {
        begin(begin);
      }
    }
  }

  private void begin(PoolCommand.Begin begin) {
    Fingerprint proxy = begin.proxy();
    LinkAttempt attempt = new LinkAttempt(proxy, pool.weOffer(proxy), sealed, owner, clock);
    attempt.graceUntil(clock.getAsLong() + GRACE_MILLIS);
    attempts.put(proxy, attempt);
    attempt.on(transport.link(proxy, attempt, attempt));
    begin
        .offer()
        .ifPresent(
            offer ->
                tell(
                    attempt, link -> link.onOffer(new IceDescription(offer.ufrag(), offer.pwd()))));
    for (Signal.IceCandidate candidate : begin.candidates()) {
      tell(attempt, link -> link.onCandidate(IceCandidate.parse(candidate.candidate())));
    }
  }

  private void tell(LinkAttempt attempt, Consumer<TransportLink> what) {
    try {
      what.accept(attempt.transport());
    } catch (IllegalArgumentException e) {
      offended(attempt.remote(), Offence.BAD_SIGNAL);
    }
  }

  /** Ends a link of our own accord. */
  private void end(LinkAttempt attempt) {
    if (attempt != null && attempts.remove(attempt.remote(), attempt)) {
      boolean open = attempt.isOpen();
      attempt.close();
      if (open) {
        downToPlayers(attempt, LinkDown.CLOSED);
      }
    }
  }

  private void downToPlayers(LinkAttempt attempt, LinkDown reason) {
    playersOn(attempt.remote()).forEach(player -> player.down(attempt));
    observer.down(attempt.remote().hex(), reason);
  }

  private Set<LocalPlayer> playersOn(Fingerprint proxy) {
    return players(pool.introductions(proxy));
  }

  private Set<LocalPlayer> players(Iterable<Introduction> introductions) {
    Set<LocalPlayer> on = new HashSet<>();
    for (Introduction introduction : introductions) {
      LocalPlayer player = presences.get(introduction.presence());
      if (player != null) {
        on.add(player);
      }
    }
    return on;
  }

  /** Hands a message to its recipients; false if somebody had no room for it. */
  private boolean deliver(OpenLink link, PeerMessage message, Consumer<Offence> offended) {
    boolean taken = true;
    for (int account : message.header().recipients()) {
      LocalPlayer player = players.get(account);
      if (player == null) {
        offended.accept(Offence.UNKNOWN_RECIPIENT);
      } else if (!player.attests(link.remote(), message.header().author())) {
        offended.accept(Offence.NOT_ATTESTED);
      } else if (!player.deliver(link, message)) {
        counters.rejected("mailbox_full");
        taken = false;
      }
    }
    return taken || message instanceof PeerMessage.WalkTo;
  }

  private void offended(Fingerprint proxy, Offence offence) {
    long now = clock.getAsLong();
    if (!proxy.equals(fingerprint()) && offences.add(proxy, offence, now)) {
      log.warn(
          "Peer {} is refused for {} minutes, {} being the last of many offences: its players are"
              + " heard through the server only",
          proxy.hex().substring(0, SHOWN_DIGITS),
          TimeUnit.MILLISECONDS.toMinutes(Offences.REFUSED_MILLIS),
          offence.label());
      counters.rejected("proxy_refused");
      synchronized (this) {
        decide(now);
      }
    }
  }

  private Loopback newLoopback() {
    return new Loopback(
        transport.fingerprint(),
        (link, message) -> {
          if (!deliver(link, message, offence -> counters.rejected(offence.label()))) {
            begunAnew(link);
          }
        });
  }

  /** Something was lost between our own players: what comes is after a new beginning. */
  private synchronized void begunAnew(Loopback broken) {
    if (broken != loopback || closed) {
      return;
    }
    broken.close();
    loopback = newLoopback();
    for (LocalPlayer player : players(atHome)) {
      player.down(broken);
      player.up(loopback);
    }
  }

  private final class Owner implements LinkAttempt.Owner {
    /** Any introduction of the pair of proxies serves to carry their signals. */
    @Override
    public void signal(Fingerprint proxy, Signal signal) {
      synchronized (PeerLinks.this) {
        for (Introduction way : pool.introductions(proxy)) {
          LocalPlayer player = presences.get(way.presence());
          if (player != null && player.signal(way.remote(), signal)) {
            return;
          }
        }
      }
    }

    @Override
    public void opened(LinkAttempt link) {
      synchronized (PeerLinks.this) {
        if (attempts.get(link.remote()) == link) {
          pool.up(link.remote());
          link.graceUntil(clock.getAsLong() + GRACE_MILLIS);
          playersOn(link.remote()).forEach(player -> player.up(link));
          observer.up(link.remote().hex(), link.linkUp());
        }
      }
    }

    @Override
    public void received(LinkAttempt link, PeerMessage message) {
      boolean grace = link.inGrace(clock.getAsLong());
      if (!deliver(link, message, offence -> unwelcome(link, offence, grace))) {
        broken(link);
      }
    }

    private void unwelcome(LinkAttempt link, Offence offence, boolean grace) {
      counters.rejected(offence.label());
      if (!grace) {
        PeerLinks.this.offended(link.remote(), offence);
      }
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
