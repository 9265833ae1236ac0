package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.ServerMessage.Refused;
import org.rop2p.coordinator.limits.LimitBook;
import org.rop2p.coordinator.metrics.ProxyStats;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what clients ask on their sockets: binds them to memberships, has the store know whom
 * they see, forwards signals between the introduced only, and tells what the admin wants. Used on
 * one event loop only.
 */
public final class Signaling {
  private static final Logger log = LoggerFactory.getLogger(Signaling.class);

  /** A client has its ticket before it opens the socket. */
  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);

  /** Below the idle limits of common reverse proxies (60 s). */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  /** What waits for a budget waits no longer than it must. */
  private static final Duration TICK_INTERVAL = Duration.ofSeconds(1);

  private final SessionStore store;
  private final Ids ids;
  private final Duration silenceTimeout;
  private final Function<Player, Login> renewal;
  private final LimitBook limits;
  private final InstantSource clock;
  private final Tally tally;
  private final Set<PlayerSocket> sockets = new LinkedHashSet<>();
  private final Seats seats = new Seats();
  private final Views views;
  private final RuleBearer rules;
  private final Switchboard switchboard;
  private final ProxyStats stats;
  private boolean stopping;

  /**
   * Becomes the ear of the store.
   *
   * @param rules that hold until {@link #rules(Rules)}
   * @param renewal issues a new token for a player
   * @param stats gets what clients report of themselves, and how long offers take
   */
  public Signaling(
      SessionStore store,
      Ids ids,
      Rules rules,
      Duration silenceTimeout,
      Function<Player, Login> renewal,
      LimitBook limits,
      InstantSource clock,
      Tally tally,
      ProxyStats stats) {
    this.stats = stats;
    this.store = store;
    this.ids = ids;
    this.silenceTimeout = silenceTimeout;
    this.renewal = renewal;
    this.limits = limits;
    this.clock = clock;
    this.tally = tally;
    this.views = new Views(store, limits, seats, tally);
    this.rules = new RuleBearer(rules);
    this.switchboard =
        new Switchboard(store, seats, views, this.rules, limits, tally, stats, this::unseat);
    store.watch(views::storeIs);
    store.hear(switchboard::noticed);
  }

  /**
   * How often {@link #tick} wants to be called: two pings and their answers fit into the timeout.
   */
  public Duration tickInterval() {
    Duration half = pingInterval().dividedBy(2);
    return half.compareTo(TICK_INTERVAL) < 0 ? half : TICK_INTERVAL;
  }

  private Duration pingInterval() {
    Duration third = silenceTimeout.dividedBy(3);
    return third.compareTo(PING_INTERVAL) < 0 ? third : PING_INTERVAL;
  }

  /**
   * Pings sockets, closes those that are silent or never joined, renews tokens, and tells the store
   * what had to wait.
   */
  public void tick() {
    Instant now = clock.instant();
    for (PlayerSocket socket : List.copyOf(sockets)) {
      boolean neverJoined = !socket.hasJoined() && socket.age(now).compareTo(JOIN_PATIENCE) > 0;
      if (neverJoined || socket.silence().compareTo(silenceTimeout) > 0) {
        tally.count(Event.TIMED_OUT);
        socket.end(
            ErrorCode.TIMED_OUT,
            neverJoined
                ? "No join came"
                : "Nothing was heard for " + silenceTimeout.toSeconds() + " s");
      } else {
        socket.pingEach(pingInterval());
        renew(socket, now);
      }
    }
    views.tick();
  }

  private void renew(PlayerSocket socket, Instant now) {
    if (socket.wantsToken(now)) {
      Login login = renewal.apply(socket.visitor().player());
      socket.tokenLives(now, login.expires());
      socket.send(new ServerMessage.TokenRenewed(login.jwt(), login.expires()));
    }
  }

  /** Other rules hold from now on: whoever is concerned is told, and the kicked are closed. */
  public void rules(Rules next) {
    rules.change(next, sockets, seats, this::kick);
  }

  /** Players with a socket on this node who are in a session. */
  public int players() {
    return seats.taken().size();
  }

  /** The sessions in which they are. */
  public int sessions() {
    return (int)
        seats.taken().stream()
            .map(seat -> seat.membership().orElseThrow().sessionId())
            .distinct()
            .count();
  }

  private void kick(PlayerSocket socket) {
    int account = socket.accountId();
    store.expel(account).onFailure(e -> views.owe(() -> store.expel(account)));
    socket.end(ErrorCode.KICKED, "The admin has thrown this player out");
  }

  /**
   * Whether a socket may be opened now. If so it must be {@linkplain #accept accepted} or
   * {@linkplain #release released}.
   *
   * @return why not: {@link ErrorCode#STOPPING}, {@link ErrorCode#KICKED} or {@link
   *     ErrorCode#RATE_LIMITED}
   */
  public Optional<Refused> admit(Visitor visitor) {
    if (stopping) {
      return Optional.of(new Refused(ErrorCode.STOPPING, "This coordinator is being stopped"));
    }
    if (!rules.admits(visitor)) {
      return Optional.of(
          new Refused(ErrorCode.KICKED, "The admin has thrown this player out: log in again"));
    }
    return limits
        .socketFrom(visitor.ip(), visitor.accountId(), System.nanoTime())
        .map(
            wait -> {
              tally.count(Event.RATE_LIMITED);
              return new Refused(
                  ErrorCode.RATE_LIMITED,
                  "Too many connections: try again in " + (wait.toSeconds() + 1) + " s");
            });
  }

  /** The socket of an admitted visitor never came to be. */
  public void release(Visitor visitor) {
    limits.socketClosed(visitor.ip(), visitor.accountId());
  }

  /** Serves the fresh socket of an admitted visitor. */
  public void accept(ServerWebSocket webSocket, Visitor visitor) {
    PlayerSocket socket =
        new PlayerSocket(
            webSocket, visitor, clock.instant(), pingInterval(), tally, this::onText, this::closed);
    sockets.add(socket);
    if (stopping) {
      socket.stop();
    } else if (rules.admits(visitor)) {
      rules.opened(socket);
    } else {
      kick(socket);
    }
  }

  /**
   * Tells everybody that this node goes, and closes their sockets. No socket is served any more.
   */
  public void stop() {
    stopping = true;
    List.copyOf(sockets).forEach(PlayerSocket::stop);
  }

  private Future<Void> onText(PlayerSocket socket, String text) {
    ClientMessage message;
    try {
      message = MessageCodec.decodeClientMessage(text);
    } catch (MalformedMessageException e) {
      socket.badMessage(e.getMessage());
      return Future.succeededFuture();
    }
    return carryOut(socket, message)
        .otherwise(
            failure -> {
              log.debug(
                  "{} of account {} failed: {}",
                  message.type(),
                  socket.accountId(),
                  failure.toString());
              socket.refuse(ErrorCode.UNAVAILABLE, "The coordinator's store does not answer now");
              return null;
            });
  }

  private Future<Void> carryOut(PlayerSocket socket, ClientMessage message) {
    if (message instanceof ClientMessage.Join join) {
      return join(socket, join);
    }
    if (message instanceof ClientMessage.Leave) {
      return leave(socket);
    }
    if (message instanceof ClientMessage.Sees sees) {
      return sees(socket, sees);
    }
    if (message instanceof ClientMessage.SignalTo signal) {
      return socket
          .seat()
          .map(seat -> switchboard.signal(seat, signal))
          .orElseGet(() -> notJoined(socket));
    }
    if (message instanceof ClientMessage.Stats report) {
      log.debug("Stats from client {}: {}", socket.accountId(), report.counters());
      stats.stats(reporter(socket), report.counters());
      return Future.succeededFuture();
    }
    tally.count(Event.UNKNOWN_TYPE);
    return Future.succeededFuture();
  }

  private Future<Void> join(PlayerSocket socket, ClientMessage.Join join) {
    String id = ids.membershipId();
    Seat seat = new Seat(socket);
    seats.reserve(id, seat);
    socket.joining(true);
    return store
        .redeem(join.ticket(), socket.accountId(), id)
        .onFailure(e -> seats.release(id))
        .onComplete(done -> socket.joining(false))
        .map(
            redeemed -> {
              if (redeemed.isPresent()) {
                joined(seat, redeemed.get());
                return null;
              }
              seats.release(id);
              tally.count(Event.BAD_TICKET);
              socket.refuse(
                  ErrorCode.BAD_TICKET,
                  "The ticket is unknown, used or older than 30 s: join the session again");
              return null;
            });
  }

  private void joined(Seat seat, SessionStore.Redeemed redeemed) {
    PlayerSocket socket = seat.socket();
    Membership membership = redeemed.membership();
    socket.seat().ifPresent(before -> unseat(before, redeemed.resumed() ? "" : PartReason.MOVED));
    socket.joined(seat);
    seats.take(membership, seat);
    log.info(
        "Player joined session: account_id={}, session_id={}",
        membership.accountId(),
        membership.sessionId());
    socket.send(
        new ServerMessage.SessionJoined(
            membership.sessionId(), membership.zone(), redeemed.resumed()));
    switchboard.taken(seat, membership);
    if (socket.isClosed()) {
      detach(seat);
    }
  }

  private Future<Void> leave(PlayerSocket socket) {
    Optional<Membership> left = socket.seat().flatMap(Seat::membership);
    socket.seat().ifPresent(seat -> unseat(seat, PartReason.LEFT));
    left.ifPresent(
        membership ->
            log.info(
                "Player left session: account_id={}, session_id={}",
                membership.accountId(),
                membership.sessionId()));
    return left.map(
            membership ->
                store.leave(membership).onFailure(e -> views.owe(() -> store.leave(membership))))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> sees(PlayerSocket socket, ClientMessage.Sees sees) {
    if (socket.seat().isEmpty()) {
      return notJoined(socket);
    }
    Seat seat = socket.seat().get();
    if (seat.view().report(sees, socket.accountId())) {
      return views.reported(seat);
    }
    // The client's view and ours would differ for ever: it has to begin anew.
    tally.count(Event.RATE_LIMITED);
    socket.end(ErrorCode.RATE_LIMITED, "More players in view than a screen can hold");
    return Future.succeededFuture();
  }

  private Future<Void> notJoined(PlayerSocket socket) {
    tally.count(Event.NOT_JOINED);
    socket.refuse(ErrorCode.NOT_JOINED, "Join a session first");
    return Future.succeededFuture();
  }

  private void closed(PlayerSocket socket) {
    if (sockets.remove(socket)) {
      release(socket.visitor());
      stats.gone(reporter(socket));
    }
    socket.seat().ifPresent(this::detach);
  }

  /** A proxy reports for all its players by one of them, now by this, then by that. */
  private static String reporter(PlayerSocket socket) {
    return socket.visitor().player().fingerprint();
  }

  private void detach(Seat seat) {
    seats.remove(seat);
    seat.socket().left();
    Membership membership = seat.membership().orElseThrow();
    if (!stopping) {
      store.detach(membership).onFailure(e -> views.owe(() -> store.detach(membership)));
    }
  }

  /**
   * The membership is over, but its socket is not.
   *
   * @param reason told for each introduction; empty if they go on
   */
  private void unseat(Seat seat, String reason) {
    seats.remove(seat);
    seat.socket().left();
    if (!reason.isEmpty()) {
      seat.acquaintances()
          .forEach(peer -> seat.socket().send(new ServerMessage.PeerLeft(peer, reason)));
    }
  }
}
