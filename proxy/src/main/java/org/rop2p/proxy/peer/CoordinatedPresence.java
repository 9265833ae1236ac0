package org.rop2p.proxy.peer;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rop2p.coordinator.client.Backoff;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.coordinator.client.api.ClientMessage;
import org.rop2p.coordinator.client.api.Joined;
import org.rop2p.coordinator.client.api.Limits;
import org.rop2p.coordinator.client.api.Login;
import org.rop2p.coordinator.client.api.LoginRequest;
import org.rop2p.coordinator.client.api.ServerMessage;
import org.rop2p.coordinator.client.api.Signal;
import org.rop2p.coordinator.client.api.ZonePolicy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.transport.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player's presence by way of the coordinator: log in, join the zone, say who is in view, be
 * introduced. A coordinator that fails leaves links and introductions as they are and is tried
 * again; the game never waits for it. Confined to the session's event loop but for {@link
 * LocalPlayer#deliver} and {@link SignalSender#send}.
 */
public final class CoordinatedPresence implements Presence, LocalPlayer, SignalSender {
  private static final Logger log = LoggerFactory.getLogger(CoordinatedPresence.class);

  /** The coordinator hears of changes in view at most once a second. */
  private static final long SEES_INTERVAL_MILLIS = 1_000;

  /** How often a login is tried that the game server does not confirm. */
  private static final int MAX_REFUSALS = 3;

  private static final long REFUSAL_WAIT_MILLIS = 2_000;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final PlayerIdentity player;
  private final CoordinatorAccess coordinator;
  private final CoordinatorClient client;
  private final PeerLinks links;
  private final EventLoop loop;
  private final ZoneFilter zones;
  private final ProxyConfig.P2p settings;
  private final KindCounters counters;
  private final Introductions introduced;
  private final Set<Integer> inView = new HashSet<>();
  private final Set<Integer> told = new HashSet<>();
  private final Set<Integer> toldLinked = new HashSet<>();
  private Listener listener;
  private Login login;
  private volatile SignalingSocket socket;
  private String zone = "";
  private ZoneLanes pendingLanes = ZoneLanes.OFF;
  private boolean joined;
  private boolean joining;
  private boolean refused;
  private boolean closed;
  private int failures;
  private int refusals;
  private int attempt;
  private long toldAt;

  CoordinatedPresence(
      PlayerIdentity player,
      CoordinatorAccess coordinator,
      PeerLinks links,
      ProxyConfig.P2p settings,
      KindCounters counters,
      EventLoop loop) {
    this.player = player;
    this.coordinator = coordinator;
    this.client = coordinator.client();
    this.links = links;
    this.zones = ZoneFilter.of(settings.zones());
    this.settings = settings;
    this.counters = counters;
    this.loop = loop;
    this.introduced = new Introductions(player.accountId(), links, this);
  }

  @Override
  public void open(Listener hearer) {
    listener = hearer;
    links.register(player.accountId(), this);
  }

  @Override
  public void mapEntered(String entered) {
    inView.clear();
    if (entered.equals(zone)) {
      return;
    }
    zone = entered;
    introduced.partAll();
    joined = false;
    told.clear();
    listener.lanes(ZoneLanes.OFF);
    if (zones.wanted(zone) && Limits.isZone(zone)) {
      join();
    } else {
      attempt++;
      joining = false;
      send(new ClientMessage.Leave());
    }
  }

  @Override
  public void appeared(int accountId) {
    inView.add(accountId);
  }

  @Override
  public void vanished(int accountId) {
    inView.remove(accountId);
  }

  @Override
  public boolean linked(int accountId) {
    return introduced.linked(accountId);
  }

  @Override
  public void send(PeerMessage message) {
    introduced.send(message);
  }

  @Override
  public int rttMillis(int accountId) {
    return introduced.rttMillis(accountId);
  }

  @Override
  public void offended(int accountId, String reason) {
    log.debug("Account {} offended: {}", accountId, reason);
  }

  @Override
  public void tick(long now) {
    tellLinked();
    if (joined && now - toldAt >= SEES_INTERVAL_MILLIS && !inView.equals(told)) {
      tellWhoIsInView(now);
    }
  }

  @Override
  public void close() {
    closed = true;
    attempt++;
    introduced.partAll();
    links.unregister(player.accountId(), this);
    if (socket != null) {
      socket.send(new ClientMessage.Leave());
      socket.close();
    }
  }

  @Override
  public void deliver(Fingerprint from, PeerMessage message) {
    loop.execute(
        () -> {
          if (closed) {
            return;
          }
          if (!introduced.attests(from, message.header().author())) {
            counters.rejected("not_attested");
            return;
          }
          listener.peerSays(message);
        });
  }

  @Override
  public boolean send(int remoteAccount, Signal signal) {
    return send(new ClientMessage.SignalTo(remoteAccount, signal));
  }

  private boolean send(ClientMessage message) {
    SignalingSocket open = socket;
    return open != null && open.send(message);
  }

  private void tellLinked() {
    Set<Integer> linked = introduced.linked();
    for (int gone : List.copyOf(toldLinked)) {
      if (!linked.contains(gone)) {
        toldLinked.remove(gone);
        listener.unlinked(gone);
      }
    }
    for (int fresh : linked) {
      if (toldLinked.add(fresh)) {
        listener.linked(fresh);
      }
    }
  }

  /** Log in if need be, ask for admission, present the ticket on the socket. */
  private void join() {
    if (closed || refused) {
      return;
    }
    joining = true;
    int mine = ++attempt;
    String wanted = zone;
    then(
        mine,
        loggedIn().thenCompose(in -> client.join(in.jwt(), wanted, links.fingerprint().hex())),
        this::admitted);
    loop.schedule(() -> tooLate(mine), settings.zoneTransition().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Joining takes longer than a zone transition may: it is given up and begun anew later. */
  private void tooLate(int mine) {
    if (mine == attempt && joining && !closed) {
      attempt++;
      joining = false;
      failures++;
      log.warn(
          "Joining zone {} took longer than {} ms: the game goes on over the server, trying again",
          zone,
          settings.zoneTransition().toMillis());
      retryLater();
    }
  }

  private CompletableFuture<Login> loggedIn() {
    if (login != null) {
      return CompletableFuture.completedFuture(login);
    }
    return client
        .login(
            new LoginRequest(
                player.accountId(),
                settings.security().authentication() ? player.webToken().toString() : ""))
        .thenApplyAsync(
            fresh -> {
              login = fresh;
              return fresh;
            },
            loop);
  }

  private void admitted(Joined admission) {
    pendingLanes = lanes(admission.policy());
    if (socket != null) {
      send(new ClientMessage.Join(admission.ticket()));
      return;
    }
    then(
        attempt,
        client.openSignaling(loop, new Socket()),
        opened -> {
          socket = opened;
          log.info("Connected to coordinator: {}", coordinator.name());
          coordinator.connected().run();
          send(new ClientMessage.Join(admission.ticket()));
        });
  }

  /** Goes on with {@code use} on the loop unless something newer was begun meanwhile. */
  private <T> void then(int mine, CompletableFuture<T> future, Consumer<T> use) {
    BiConsumer<T, Throwable> next =
        (value, problem) -> {
          if (mine != attempt || closed) {
            if (value instanceof SignalingSocket unused) {
              unused.close();
            }
          } else if (problem == null) {
            use.accept(value);
          } else {
            failed(problem);
          }
        };
    var unused = future.whenCompleteAsync(next, loop);
  }

  private void failed(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null && !(cause instanceof CoordinatorException)) {
      cause = cause.getCause();
    }
    int status = cause instanceof CoordinatorException e ? e.status() : -1;
    joining = false;
    if (status == FORBIDDEN) {
      log.debug("No P2P in zone {}: {}", zone, cause.getMessage());
      return;
    }
    if (status == UNAUTHORIZED
        && login == null
        && player.webToken().length() > 0
        && ++refusals < MAX_REFUSALS) {
      // rAthena confirms a token only once it has written down that the account is online.
      loop.schedule(this::joinAgain, REFUSAL_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    if (status == UNAUTHORIZED && login == null) {
      refused = true;
      log.warn("P2P is off for {}: {}", player.name(), cause.getMessage());
      return;
    }
    if (status == UNAUTHORIZED) {
      login = null; // the ticket of entry has expired: ask for a new one
    }
    failures++;
    if (failures == 1) {
      log.warn("{}; the game goes on over the server, trying again", cause.getMessage());
    }
    retryLater();
  }

  private void retryLater() {
    long wait = Backoff.DEFAULT.delay(failures, Math.random()).toMillis();
    loop.schedule(this::joinAgain, wait, TimeUnit.MILLISECONDS);
  }

  private void joinAgain() {
    if (!joined && !joining && zones.wanted(zone)) {
      join();
    }
  }

  private void tellWhoIsInView(long now) {
    List<Integer> added = new ArrayList<>(inView);
    added.removeAll(told);
    List<Integer> removed = new ArrayList<>(told);
    removed.removeAll(inView);
    if (send(new ClientMessage.Sees(added, removed))) {
      told.clear();
      told.addAll(inView);
      toldAt = now;
    }
  }

  private void heard(ServerMessage message) {
    if (message instanceof ServerMessage.SessionJoined session && session.zone().equals(zone)) {
      joined = true;
      joining = false;
      failures = 0;
      told.clear();
      toldAt = 0;
      listener.lanes(pendingLanes);
      log.info("Joined P2P session in zone: {}", zone);
    } else if (message instanceof ServerMessage.PeerJoined peer) {
      introduced.introduce(peer.accountId(), new Fingerprint(peer.fingerprint()));
    } else if (message instanceof ServerMessage.PeerLeft peer) {
      introduced.part(peer.accountId());
    } else if (message instanceof ServerMessage.SignalFrom signal) {
      Fingerprint from = new Fingerprint(signal.fingerprint());
      if (introduced.attests(from, signal.from())) {
        links.signalled(from, signal.signal());
      }
    } else if (message instanceof ServerMessage.PolicyChanged policy
        && policy.zone().equals(zone)) {
      listener.lanes(lanes(policy.policy()));
    } else if (message instanceof ServerMessage.Refused refusal) {
      log.debug("The coordinator refuses ({}): {}", refusal.code(), refusal.message());
    }
  }

  private static ZoneLanes lanes(ZonePolicy policy) {
    return new ZoneLanes(
        Lane.valueOf(policy.chat().name()),
        Lane.valueOf(policy.emote().name()),
        Lane.valueOf(policy.movement().name()));
  }

  private final class Socket implements SignalingSocket.Listener {
    @Override
    public void onMessage(ServerMessage message) {
      if (!closed) {
        heard(message);
      }
    }

    @Override
    public void onClosed(SignalingSocket.Closed how) {
      if (closed) {
        return;
      }
      log.info(
          "Coordinator connection closed ({}); links stay, trying again",
          how.reason().isEmpty() ? "code " + how.code() : how.reason());
      socket = null;
      joined = false;
      joining = false;
      failures++;
      retryLater();
    }
  }
}
