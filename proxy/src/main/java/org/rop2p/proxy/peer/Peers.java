package org.rop2p.proxy.peer;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.proxy.config.PlainHttp;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.stats.LinkTotals;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.trouble.Trouble.Topic;
import org.rop2p.proxy.words.Standing;
import org.rop2p.transport.DatagramFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link PeerPlane} in use, if any, and those who are present there: opened anew when the
 * player changes how links are made. Thread-safe.
 */
public final class Peers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Peers.class);

  private static final String OFF = "P2P is off, the game goes on over the server: ";

  private final KindCounters counters;
  private final Supplier<RelayCounters.Snapshot> relayed;
  private final ScheduledExecutorService timer;
  private final DatagramFilter filter;
  private final Map<MovablePresence, Seat> present = new ConcurrentHashMap<>();
  private final OwnSwitch ownSwitch = new OwnSwitch();
  private PeerPlane plane;
  private ProxyConfig.P2p config;
  private List<Trouble> hindrances = List.of();
  private boolean closed;

  /** Whether a plane is being opened for the first time. */
  private volatile boolean expected;

  /** Held while a plane is opened, which takes its time; the state has the object's own. */
  private final Object opening = new Object();

  private record Seat(PlayerIdentity player, EventLoop loop) {}

  /** A player among others, and how he signs what he says to them. */
  public record Presented(Presence presence, UnaryOperator<byte[]> signer) {}

  /**
   * Nobody can be reached yet.
   *
   * @param relayed what is carried between clients and servers
   * @param filter sees every datagram to and from peers
   */
  public Peers(
      KindCounters counters,
      Supplier<RelayCounters.Snapshot> relayed,
      ScheduledExecutorService timer,
      DatagramFilter filter) {
    this.counters = counters;
    this.relayed = relayed;
    this.timer = timer;
    this.filter = filter;
  }

  /**
   * Links are made as {@code wanted} says from now on; those that stand end, and everybody present
   * is introduced anew. Blocks a few seconds at most, and keeps nobody else waiting. Where no link
   * can be made the log says why.
   *
   * @throws IllegalArgumentException with a sentence when an address cannot be used, or the
   *     coordinator does not answer and the configuration wants it to; all stays as it was
   */
  public void open(ProxyConfig.P2p wanted) {
    synchronized (opening) {
      use(wanted.enabled() ? opened(wanted) : Opened.nothing(), wanted);
    }
  }

  /**
   * The same by a thread of its own: whoever enters meanwhile plays over the server, and is
   * introduced as soon as it is done.
   *
   * @param done called on that thread when links can be made
   */
  public void openSoon(ProxyConfig.P2p wanted, Runnable done) {
    if (!wanted.enabled()) {
      use(Opened.nothing(), wanted);
      return;
    }
    synchronized (this) {
      config = wanted;
      expected = true;
    }
    Thread thread = new Thread(() -> openFirst(wanted, done), "peers-open");
    thread.setDaemon(true);
    thread.start();
  }

  private void openFirst(ProxyConfig.P2p wanted, Runnable done) {
    synchronized (opening) {
      try {
        open(wanted);
      } catch (RuntimeException e) {
        Trouble why = new Trouble(Topic.COORDINATOR, OFF + e.getMessage());
        use(new Opened(null, List.of(why)), wanted);
        log.warn("{}", why.sentence(), e);
        return;
      }
    }
    done.run();
  }

  private void use(Opened opened, ProxyConfig.P2p wanted) {
    PeerPlane next = opened.plane();
    PeerPlane unused = next;
    synchronized (this) {
      expected = false;
      if (!closed) {
        unused = plane;
        plane = next;
        hindrances = opened.hindrances();
        config = wanted;
        present.forEach((presence, seat) -> move(presence, seat, next));
      }
    }
    if (unused != null) {
      unused.close();
    }
  }

  /** Where a player who has just entered is present; null if no links are to be made. */
  public synchronized Presented presented(PlayerIdentity player, EventLoop loop) {
    if (plane == null && !expected) {
      return null;
    }
    MovablePresence presence = new MovablePresence(place(plane, player, loop), present::remove);
    present.put(presence, new Seat(player, loop));
    return new Presented(presence, presence::sign);
  }

  /** The player's own switch, for all characters of this process. */
  public OwnSwitch ownSwitch() {
    return ownSwitch;
  }

  /** Links that are open. */
  public synchronized List<PeerLinks.View> links() {
    return plane == null ? List.of() : plane.links().views();
  }

  /** What has become of links since they were last begun to be made. */
  public synchronized LinkTotals.Snapshot totals() {
    return plane == null ? new LinkTotals().snapshot() : plane.totals();
  }

  /** What keeps everybody from others; nothing that concerns one player alone. */
  public synchronized List<Trouble> troubles() {
    return plane == null ? hindrances : plane.troubles();
  }

  /** Whether links can be made, or soon will be. */
  public synchronized boolean isOpen() {
    return plane != null || expected;
  }

  /** What peers know this process by, hex; empty while no links can be made. */
  public synchronized String fingerprint() {
    return plane == null ? "" : plane.links().fingerprint().hex();
  }

  /** The public signing key, its 32 bytes in Base64, and what signs with it; null without links. */
  public synchronized PlayerKey key() {
    return plane == null ? null : plane.key();
  }

  /** As last given to {@link #open}. */
  public synchronized ProxyConfig.P2p config() {
    return config;
  }

  @Override
  public void close() {
    PeerPlane last;
    synchronized (this) {
      closed = true;
      last = plane;
      plane = null;
    }
    if (last != null) {
      last.close();
    }
  }

  private void move(MovablePresence presence, Seat seat, PeerPlane next) {
    seat.loop()
        .execute(
            () -> {
              if (present.containsKey(presence)) {
                presence.moveTo(place(next, seat.player(), seat.loop()));
              }
            });
  }

  /**
   * Where a player is present.
   *
   * @param plane null: nowhere
   */
  private MovablePresence.Place place(PeerPlane plane, PlayerIdentity player, EventLoop loop) {
    if (plane == null) {
      return new MovablePresence.Place(
          new Absence(expected ? Standing.State.JOINING : Standing.State.NOT_HERE),
          message -> message);
    }
    return new MovablePresence.Place(plane.presence(player, loop), plane.key()::sign);
  }

  private Opened opened(ProxyConfig.P2p wanted) {
    PlainHttp.Coordinators coordinators = PlainHttp.check(wanted);
    if (coordinators.usable().isEmpty()) {
      return Opened.not(
          coordinators.sentences().stream()
              .map(sentence -> new Trouble(Topic.COORDINATOR, OFF + sentence))
              .toList());
    }
    coordinators.sentences().forEach(sentence -> log.warn("Left out: {}", sentence));
    try {
      return new Opened(
          PeerPlane.open(
              wanted, coordinators.usable(), ownSwitch, counters, relayed, timer, filter),
          List.of());
    } catch (IOException e) {
      return Opened.not(
          List.of(
              new Trouble(
                  Topic.UDP,
                  "P2P is off: no UDP socket can be had (%s); the game goes on over the server"
                      .formatted(e.getMessage()))));
    }
  }

  /**
   * What came of it.
   *
   * @param plane null: no link can be made
   * @param hindrances why not
   */
  private record Opened(PeerPlane plane, List<Trouble> hindrances) {
    /** None was wanted. */
    static Opened nothing() {
      return new Opened(null, List.of());
    }

    static Opened not(List<Trouble> why) {
      why.forEach(trouble -> log.warn("{}", trouble.sentence()));
      return new Opened(null, why);
    }
  }
}
