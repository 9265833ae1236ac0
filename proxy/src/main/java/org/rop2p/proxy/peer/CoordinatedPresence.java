package org.rop2p.proxy.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.acquaintance.Change;
import org.rop2p.proxy.peer.acquaintance.Introductions;
import org.rop2p.proxy.peer.admission.Admission;
import org.rop2p.proxy.peer.admission.ZoneFilter;
import org.rop2p.proxy.peer.link.Mailbox;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.proxy.peer.pool.Introduction;
import org.rop2p.proxy.peer.sight.Sightings;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.P2pSwitch;
import org.rop2p.proxy.words.Standing;
import org.rop2p.transport.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player's presence by way of the coordinator: joins the zone, says who is in view, is
 * introduced, and hears of links. A coordinator that fails leaves links and introductions as they
 * are; the game never waits for it. Confined to the session's loop but for {@link LocalPlayer}.
 */
final class CoordinatedPresence implements Presence, LocalPlayer {
  private static final Logger log = LoggerFactory.getLogger(CoordinatedPresence.class);

  /** How far others are changes by a few cells in that time. */
  private static final long DISTANCES_INTERVAL_MILLIS = 1_000;

  private final PlayerIdentity player;
  private final PeerLinks links;
  private final ZoneFilter zones;
  private final Reports reports;
  private final LongSupplier clock;
  private final P2pSwitch ownSwitch;
  private final CoordinatorTalk talk;
  private final Mailbox mailbox;
  private final Sightings sightings = new Sightings();
  private final Introductions introductions = new Introductions();
  private Listener listener;
  private String zone = "";

  /** The own switch, as it was looked at last: while it is off he is in no session. */
  private boolean on;

  private int presence;
  private long distancesAt = Long.MIN_VALUE;
  private boolean closed;

  /**
   * Not opened.
   *
   * @param ownSwitch the player's own, for all of P2P
   * @param clock monotonic milliseconds, as those of {@link #tick}
   */
  CoordinatedPresence(
      PlayerIdentity player,
      Admission admission,
      CoordinatorAccess coordinator,
      PeerLinks links,
      ZoneFilter zones,
      Reports reports,
      P2pSwitch ownSwitch,
      Executor loop,
      LongSupplier clock) {
    this.player = player;
    this.links = links;
    this.zones = zones;
    this.reports = reports;
    this.clock = clock;
    this.ownSwitch = ownSwitch;
    this.on = ownSwitch.on();
    this.talk = new CoordinatorTalk(player, admission, coordinator, loop, clock, new Coordinator());
    this.mailbox = new Mailbox(loop, new Mail());
  }

  @Override
  public void open(Listener hearer) {
    listener = hearer;
    presence = links.players().register(player.accountId(), this);
  }

  @Override
  public void mapEntered(String entered) {
    sightings.nobodyInView();
    if (entered.equals(zone)) {
      return;
    }
    zone = entered;
    changed(introductions.endedAll());
    zones.notice(zone).ifPresent(log::info);
    enter();
  }

  private void enter() {
    talk.entered(zone, on && zones.wanted(zone) && Limits.isZone(zone));
  }

  private void lookAtSwitch() {
    if (on != ownSwitch.on()) {
      on = !on;
      if (!on) {
        changed(introductions.endedAll());
      }
      if (!zone.isEmpty()) {
        enter();
      }
    }
  }

  @Override
  public Standing standing() {
    int met = 0;
    int linked = 0;
    for (int account : introductions.accounts()) {
      if (introductions.inSight(account)) {
        met++;
        linked += introductions.linked(account) ? 1 : 0;
      }
    }
    return on
        ? new Standing(talk.standing(), zone, met, linked, talk.trouble())
        : new Standing(Standing.State.OFF_BY_PLAYER, zone, met, linked);
  }

  @Override
  public Reach reach(int accountId) {
    return introductions
        .link(accountId)
        .map(link -> link.relayed() ? Reach.RELAY : Reach.DIRECT)
        .orElse(Reach.SERVER);
  }

  @Override
  public void appeared(int accountId) {
    sightings.appeared(accountId);
  }

  @Override
  public void vanished(int accountId) {
    sightings.vanished(accountId);
    if (!talk.joined()) {
      introductions.lostSight(accountId, clock.getAsLong()); // nobody else will tell
    }
  }

  @Override
  public void seen(boolean byOthers) {
    sightings.keepSecret(!byOthers);
  }

  @Override
  public boolean linked(int accountId) {
    return introductions.linked(accountId);
  }

  @Override
  public int rttMillis(int accountId) {
    return introductions.link(accountId).map(OpenLink::rttMillis).orElse(-1);
  }

  @Override
  public void send(PeerMessage message) {
    Map<OpenLink, List<Integer>> byLink = new LinkedHashMap<>();
    for (int account : message.header().recipients()) {
      introductions
          .link(account)
          .ifPresent(link -> byLink.computeIfAbsent(link, key -> new ArrayList<>()).add(account));
    }
    byLink.forEach((link, accounts) -> link.send(message.to(accounts)));
  }

  @Override
  public void offended(int accountId, String reason) {
    introductions.proxy(accountId).ifPresent(proxy -> links.offended(proxy, reason));
  }

  @Override
  public Optional<Attested> attested(int accountId) {
    return introductions
        .proxy(accountId)
        .flatMap(
            proxy ->
                introductions
                    .signingKey(accountId)
                    .map(signingKey -> new Attested(proxy.hex(), signingKey)));
  }

  @Override
  public void tick(long now) {
    lookAtSwitch();
    talk.tick(now);
    if (talk.joined()) {
      sightings
          .due(now)
          .ifPresent(
              sees -> {
                if (talk.send(sees)) {
                  sightings.told(sees, now);
                }
              });
    }
    changed(introductions.tick(now));
    if (now - distancesAt >= DISTANCES_INTERVAL_MILLIS || distancesAt == Long.MIN_VALUE) {
      distancesAt = now;
      introductions.accounts().forEach(this::measure);
      links.tick();
      report(now);
    }
  }

  private void report(long now) {
    if (talk.joined()) {
      Set<Integer> inView = sightings.inView();
      int linked = (int) inView.stream().filter(introductions::linked).count();
      reports.due(presence, inView.size(), linked, now).ifPresent(talk::send);
    } else {
      reports.left(presence);
    }
  }

  @Override
  public void close() {
    closed = true;
    mailbox.close();
    for (Change change : introductions.endedAll()) {
      if (change instanceof Change.Ended ended) {
        links.parted(introduction(ended.account()), ended.proxy());
      }
    }
    reports.left(presence);
    links.players().unregister(player.accountId(), presence);
    talk.close();
  }

  @Override
  public boolean attests(Fingerprint proxy, int account) {
    return introductions.attests(proxy, account);
  }

  @Override
  public void up(OpenLink link) {
    mailbox.up(link);
  }

  @Override
  public void down(OpenLink link) {
    mailbox.down(link);
  }

  @Override
  public boolean deliver(OpenLink link, PeerMessage message) {
    return mailbox.offer(link, message);
  }

  @Override
  public boolean signal(int remoteAccount, Signal signal) {
    return talk.send(new ClientMessage.SignalTo(remoteAccount, signal));
  }

  private Introduction introduction(int account) {
    return new Introduction(presence, account);
  }

  private void changed(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Introduced) {
        meet(change.account());
      } else if (change instanceof Change.Ended ended) {
        links.parted(introduction(ended.account()), ended.proxy());
      } else if (change instanceof Change.Linked) {
        listener.linked(change.account());
      } else {
        listener.unlinked(change.account());
      }
    }
  }

  /** The two see each other, or no longer do: what that means for their link is decided now. */
  private void meet(int account) {
    measure(account);
    links.tick();
  }

  /** Tells the links how near the account is; they decide at their next tick. */
  private void measure(int account) {
    boolean inSight = introductions.inSight(account);
    introductions
        .proxy(account)
        .ifPresent(
            proxy ->
                links.seen(
                    introduction(account),
                    proxy,
                    inSight,
                    inSight ? listener.distance(account) : Integer.MAX_VALUE));
  }

  private final class Coordinator implements CoordinatorTalk.Hearer {
    @Override
    public void allowed(ZoneLanes lanes) {
      listener.lanes(lanes);
    }

    @Override
    public void begun() {
      introductions.unsureOfAll(clock.getAsLong());
      sightings.begin();
    }

    @Override
    public void parted() {
      changed(introductions.endedAll());
    }

    @Override
    public void switched(boolean on) {
      changed(on ? introductions.resume() : introductions.suspend());
    }

    @Override
    public void interrupted() {
      long now = clock.getAsLong();
      for (int account : introductions.accounts()) {
        if (!sightings.inView(account)) {
          introductions.lostSight(account, now);
        }
      }
    }

    @Override
    public void heard(ServerMessage message) {
      if (message instanceof ServerMessage.PeerJoined peer) {
        if (!on) {
          return; // said before it heard that he has left
        }
        Fingerprint proxy = new Fingerprint(peer.fingerprint());
        changed(introductions.introduced(peer.accountId(), proxy, peer.signingKey()));
        meet(peer.accountId());
      } else if (message instanceof ServerMessage.PeerLeft peer) {
        if (peer.reason().equals(PartReason.SIGHT)) {
          introductions.lostSight(peer.accountId(), clock.getAsLong());
          meet(peer.accountId());
        } else {
          changed(introductions.ended(peer.accountId()));
        }
      } else if (message instanceof ServerMessage.Muted mute) {
        listener.muted(mute.accountId(), mute.muted());
      } else if (message instanceof ServerMessage.SignalFrom signal) {
        Fingerprint from = new Fingerprint(signal.fingerprint());
        if (introductions.attests(from, signal.from())) {
          links.signalled(from, signal.signal(), signal.seenFrom());
        }
      }
    }
  }

  /** What links bring, in order. */
  private final class Mail implements Mailbox.Reader {
    @Override
    public void up(OpenLink link) {
      if (!closed) {
        changed(introductions.up(link));
      }
    }

    @Override
    public void down(OpenLink link) {
      if (!closed) {
        changed(introductions.down(link));
      }
    }

    /** What was said before an end that is known by now is of no use. */
    @Override
    public void message(OpenLink link, PeerMessage message) {
      if (!closed
          && introductions.isCurrent(link)
          && introductions.attests(link.remote(), message.header().author())) {
        listener.peerSays(message);
      }
    }
  }
}
