package org.rop2p.proxy.peer;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rop2p.coordinator.client.Backoff;
import org.rop2p.coordinator.client.api.Signal;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;

/**
 * The links of this process to other proxies: one for each proxy that at least one introduced
 * player plays through. Thread-safe; never blocks.
 */
public final class PeerLinks implements AutoCloseable {
  /** People turn around and come back: a link nobody needs is kept this long. */
  private static final long LINGER_SECONDS = 15;

  private final PeerEndpoint endpoint;
  private final int maxLinks;
  private final boolean sealed;
  private final KindCounters counters;
  private final LinkObserver observer;
  private final ScheduledExecutorService timer;
  private final Backoff backoff = Backoff.DEFAULT;
  private final Map<Fingerprint, Entry> entries = new HashMap<>();
  private final ConcurrentMap<Integer, LocalPlayer> players = new ConcurrentHashMap<>();
  private final ConcurrentMap<Fingerprint, Attempt> up = new ConcurrentHashMap<>();
  private boolean closed;

  private static final class Entry {
    private final Map<Introduction, SignalSender> introductions = new LinkedHashMap<>();
    private PeerLink link;
    private int failures;
    private long setupMillis;
  }

  /** A link as shown to people. */
  public record View(String fingerprint, LinkPath path, long setupMillis, int rttMillis) {}

  /**
   * No links yet.
   *
   * @param sealed wish the inner seal on every link
   * @param timer runs short tasks later
   */
  public PeerLinks(
      PeerEndpoint endpoint,
      int maxLinks,
      boolean sealed,
      KindCounters counters,
      LinkObserver observer,
      ScheduledExecutorService timer) {
    this.endpoint = endpoint;
    this.maxLinks = maxLinks;
    this.sealed = sealed;
    this.counters = counters;
    this.observer = observer;
    this.timer = timer;
  }

  /** Our own fingerprint, to be attested by the coordinator. */
  public Fingerprint fingerprint() {
    return endpoint.fingerprint();
  }

  /** Links that are up. */
  public List<View> views() {
    List<View> views = new ArrayList<>();
    up.forEach(
        (fingerprint, attempt) ->
            views.add(
                new View(
                    fingerprint.hex(),
                    attempt.link.path(),
                    setupMillis(fingerprint),
                    attempt.link.rttMillis().orElse(-1))));
    return views;
  }

  void register(int account, LocalPlayer player) {
    players.put(account, player);
  }

  void unregister(int account, LocalPlayer player) {
    players.remove(account, player);
  }

  /** Whether messages can go to the proxy with this fingerprint, which may be ourselves. */
  boolean linked(Fingerprint fingerprint) {
    return fingerprint.equals(endpoint.fingerprint()) || up.containsKey(fingerprint);
  }

  int rttMillis(Fingerprint fingerprint) {
    if (fingerprint.equals(endpoint.fingerprint())) {
      return 0;
    }
    Attempt attempt = up.get(fingerprint);
    return attempt == null ? -1 : attempt.link.rttMillis().orElse(-1);
  }

  /** Two players see each other: their proxies shall be linked. */
  synchronized void introduced(
      Introduction introduction, Fingerprint fingerprint, SignalSender signals) {
    if (closed || fingerprint.equals(endpoint.fingerprint())) {
      return;
    }
    Entry entry = entries.get(fingerprint);
    if (entry == null) {
      if (entries.size() >= maxLinks && !dropUnneeded()) {
        return;
      }
      entry = new Entry();
      entries.put(fingerprint, entry);
    }
    entry.introductions.put(introduction, signals);
    if (entry.link == null && weOffer(fingerprint)) {
      begin(fingerprint, entry);
    }
  }

  /** They no longer see each other. */
  synchronized void parted(Introduction introduction, Fingerprint fingerprint) {
    Entry entry = entries.get(fingerprint);
    if (entry == null || entry.introductions.remove(introduction) == null) {
      return;
    }
    if (entry.introductions.isEmpty() && !closed) {
      timer.schedule(() -> dropIfUnneeded(fingerprint), LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The other proxy signals, through an introduced account. */
  synchronized void signalled(Fingerprint fingerprint, Signal signal) {
    Entry entry = entries.get(fingerprint);
    if (entry == null || closed) {
      return;
    }
    try {
      if (signal instanceof Signal.Offer offer) {
        if (!weOffer(fingerprint)) {
          begin(fingerprint, entry);
          entry.link.onOffer(new IceDescription(offer.ufrag(), offer.pwd()));
        }
      } else if (entry.link != null && signal instanceof Signal.Answer answer) {
        entry.link.onAnswer(new IceDescription(answer.ufrag(), answer.pwd()));
      } else if (entry.link != null && signal instanceof Signal.IceCandidate candidate) {
        entry.link.onCandidate(IceCandidate.parse(candidate.candidate()));
      }
    } catch (IllegalArgumentException e) {
      counters.rejected("bad_signal");
    }
  }

  /** Sends to the proxy with this fingerprint, or to our own players. */
  void send(Fingerprint fingerprint, PeerMessage message) {
    if (fingerprint.equals(endpoint.fingerprint())) {
      deliver(fingerprint, message);
      return;
    }
    Attempt attempt = up.get(fingerprint);
    if (attempt != null) {
      attempt.talk.send(message);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      entries.clear();
    }
    endpoint.close();
  }

  private boolean weOffer(Fingerprint fingerprint) {
    return endpoint.fingerprint().compareTo(fingerprint) < 0;
  }

  private void begin(Fingerprint fingerprint, Entry entry) {
    Attempt attempt = new Attempt(fingerprint);
    attempt.link = endpoint.link(fingerprint, attempt, attempt);
    entry.link = attempt.link;
  }

  private synchronized void ended(Attempt attempt, LinkDown reason) {
    Entry entry = entries.get(attempt.fingerprint);
    if (entry == null || entry.link != attempt.link || closed) {
      return;
    }
    entry.link = null;
    if (reason == LinkDown.CLOSED || entry.introductions.isEmpty()) {
      return;
    }
    entry.failures++;
    if (weOffer(attempt.fingerprint)) {
      long wait = backoff.delay(entry.failures, Math.random()).toMillis();
      timer.schedule(() -> retry(attempt.fingerprint), wait, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void retry(Fingerprint fingerprint) {
    Entry entry = entries.get(fingerprint);
    if (entry != null && entry.link == null && !entry.introductions.isEmpty() && !closed) {
      begin(fingerprint, entry);
    }
  }

  private synchronized void succeeded(Fingerprint fingerprint, long setupMillis) {
    Entry entry = entries.get(fingerprint);
    if (entry != null) {
      entry.failures = 0;
      entry.setupMillis = setupMillis;
    }
  }

  private synchronized long setupMillis(Fingerprint fingerprint) {
    Entry entry = entries.get(fingerprint);
    return entry == null ? 0 : entry.setupMillis;
  }

  private synchronized void dropIfUnneeded(Fingerprint fingerprint) {
    Entry entry = entries.get(fingerprint);
    if (entry != null && entry.introductions.isEmpty()) {
      entries.remove(fingerprint);
      if (entry.link != null) {
        entry.link.close();
      }
    }
  }

  private boolean dropUnneeded() {
    Optional<Fingerprint> unneeded =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().introductions.isEmpty())
            .map(Map.Entry::getKey)
            .findFirst();
    unneeded.ifPresent(this::dropIfUnneeded);
    return unneeded.isPresent();
  }

  /** Any introduction of the pair of proxies serves to carry their signals. */
  private synchronized void signal(Fingerprint fingerprint, Signal signal) {
    Entry entry = entries.get(fingerprint);
    if (entry != null) {
      for (Map.Entry<Introduction, SignalSender> way : entry.introductions.entrySet()) {
        if (way.getValue().send(way.getKey().remote(), signal)) {
          return;
        }
      }
    }
  }

  private void deliver(Fingerprint from, PeerMessage message) {
    for (int account : message.header().recipients()) {
      LocalPlayer player = players.get(account);
      if (player == null) {
        counters.rejected("unknown_recipient");
      } else {
        player.deliver(from, message);
      }
    }
  }

  /** One try at a link, from offer to end. */
  private final class Attempt implements LinkSignals, LinkListener {
    private final Fingerprint fingerprint;
    private volatile PeerLink link;
    private LinkTalk talk;
    private LinkUp linkedUp;

    Attempt(Fingerprint fingerprint) {
      this.fingerprint = fingerprint;
    }

    @Override
    public void offer(IceDescription description) {
      signal(fingerprint, new Signal.Offer(description.ufrag(), description.pwd()));
    }

    @Override
    public void answer(IceDescription description) {
      signal(fingerprint, new Signal.Answer(description.ufrag(), description.pwd()));
    }

    @Override
    public void candidate(IceCandidate candidate) {
      signal(fingerprint, new Signal.IceCandidate(candidate.toSdp()));
    }

    @Override
    public void up(LinkUp linkUp) {
      linkedUp = linkUp;
      talk = new LinkTalk(link, weOffer(fingerprint), sealed);
      talk.begin();
    }

    @Override
    public void reliable(ByteBuf message) {
      received(message);
    }

    @Override
    public void datagram(ByteBuf message) {
      received(message);
    }

    private void received(ByteBuf message) {
      boolean before = talk.isOpen();
      talk.receive(message, counters::rejected)
          .ifPresent(envelope -> deliver(fingerprint, envelope));
      if (!before && talk.isOpen()) {
        up.put(fingerprint, this);
        succeeded(fingerprint, linkedUp.setupMillis());
        observer.up(fingerprint.hex(), linkedUp);
      }
    }

    @Override
    public void pathChanged(LinkPath path) {}

    @Override
    public void down(LinkDown reason) {
      if (up.remove(fingerprint, this)) {
        observer.down(fingerprint.hex(), reason);
      }
      ended(this, reason);
    }
  }
}
