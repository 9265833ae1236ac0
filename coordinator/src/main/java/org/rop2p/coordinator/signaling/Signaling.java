package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what clients ask on their sockets: binds them to memberships, passes on what the store
 * notices, and forwards signals between the introduced only. Used on one event loop only.
 */
public final class Signaling {
  private static final Logger log = LoggerFactory.getLogger(Signaling.class);

  /** A client has its ticket before it opens the socket. */
  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);

  /** Below the idle limits of common reverse proxies (60 s). */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  private final SessionStore store;
  private final Ids ids;
  private final ZoneRules zones;
  private final Duration silenceTimeout;
  private final Tally tally;
  private final Set<PlayerSocket> sockets = new LinkedHashSet<>();
  private final Map<String, Seat> seats = new HashMap<>();

  /** Becomes the ear of the store. */
  public Signaling(
      SessionStore store, Ids ids, ZoneRules zones, Duration silenceTimeout, Tally tally) {
    this.store = store;
    this.ids = ids;
    this.zones = zones;
    this.silenceTimeout = silenceTimeout;
    this.tally = tally;
    store.hear(this::noticed);
  }

  /**
   * How often {@link #tick} wants to be called: two pings and their answers fit into the timeout.
   */
  public Duration tickInterval() {
    Duration third = silenceTimeout.dividedBy(3);
    return third.compareTo(PING_INTERVAL) < 0 ? third : PING_INTERVAL;
  }

  /** Pings every socket, and closes those that are silent or never joined. */
  public void tick() {
    for (PlayerSocket socket : List.copyOf(sockets)) {
      boolean neverJoined = !socket.hasJoined() && socket.age().compareTo(JOIN_PATIENCE) > 0;
      if (neverJoined || socket.silence().compareTo(silenceTimeout) > 0) {
        tally.count(Event.TIMED_OUT);
        socket.end(
            ErrorCode.TIMED_OUT,
            neverJoined
                ? "No join came"
                : "Nothing was heard for " + silenceTimeout.toSeconds() + " s");
      } else {
        socket.ping();
      }
    }
  }

  /**
   * Serves a fresh socket.
   *
   * @param player who opened it, as his token says
   */
  public void accept(ServerWebSocket webSocket, Player player) {
    sockets.add(new PlayerSocket(webSocket, player, tally, this::onText, this::closed));
  }

  private Future<Void> onText(PlayerSocket socket, String text) {
    ClientMessage message;
    try {
      message = MessageCodec.decodeClientMessage(text);
    } catch (MalformedMessageException e) {
      socket.badMessage(e.getMessage());
      return Future.succeededFuture();
    }
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
      return signal(socket, signal);
    }
    if (message instanceof ClientMessage.Stats stats) {
      log.debug("Stats from client {}: {}", socket.accountId(), stats.counters());
      return Future.succeededFuture();
    }
    tally.count(Event.UNKNOWN_TYPE);
    return Future.succeededFuture();
  }

  private Future<Void> join(PlayerSocket socket, ClientMessage.Join join) {
    String id = ids.membershipId();
    Seat seat = new Seat(socket);
    seats.put(id, seat);
    return store
        .redeem(join.ticket(), socket.accountId(), id)
        .onFailure(e -> seats.remove(id))
        .compose(
            redeemed -> {
              if (redeemed.isEmpty()) {
                seats.remove(id);
                tally.count(Event.BAD_TICKET);
                socket.refuse(
                    ErrorCode.BAD_TICKET,
                    "The ticket is unknown, used or older than 30 s: join the session again");
                return Future.succeededFuture();
              }
              return joined(seat, redeemed.get());
            });
  }

  private Future<Void> joined(Seat seat, SessionStore.Redeemed redeemed) {
    PlayerSocket socket = seat.socket();
    Membership membership = redeemed.membership();
    socket.membership().ifPresent(before -> seats.remove(before.id()));
    socket.joined(membership);
    if (socket.isClosed()) {
      closed(socket);
      return Future.succeededFuture();
    }
    log.info(
        "Player joined session: account_id={}, session_id={}",
        membership.accountId(),
        membership.sessionId());
    socket.send(
        new ServerMessage.SessionJoined(
            membership.sessionId(), membership.zone(), redeemed.resumed()));
    ZonePolicy policy = zones.policyOf(membership.zone()).orElse(ZonePolicy.DEFAULT);
    socket.send(new ServerMessage.PolicyChanged(membership.zone(), policy));
    seat.taken(membership).forEach(notice -> noticed(seat, notice));
    return Future.succeededFuture();
  }

  private Future<Void> leave(PlayerSocket socket) {
    Optional<Membership> membership = socket.membership();
    unseat(socket);
    return membership
        .map(
            left -> {
              log.info(
                  "Player left session: account_id={}, session_id={}",
                  left.accountId(),
                  left.sessionId());
              return store.leave(left);
            })
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> sees(PlayerSocket socket, ClientMessage.Sees sees) {
    Optional<Membership> member = socket.membership();
    if (member.isEmpty()) {
      notJoined(socket);
      return Future.succeededFuture();
    }
    return store
        .sees(member.get(), sees)
        .onSuccess(
            sighted -> {
              if (sighted == SessionStore.Sighted.NOT_JOINED) {
                notJoined(socket);
              } else if (sighted == SessionStore.Sighted.TOO_MANY) {
                // The client's view and ours would differ for ever: it has to begin anew.
                tally.count(Event.RATE_LIMITED);
                socket.end(ErrorCode.RATE_LIMITED, "More players in view than a screen can hold");
              }
            })
        .mapEmpty();
  }

  private Future<Void> signal(PlayerSocket socket, ClientMessage.SignalTo message) {
    Optional<Membership> member = socket.membership();
    if (member.isEmpty()) {
      notJoined(socket);
      return Future.succeededFuture();
    }
    Optional<String> seenFrom =
        message.signal() instanceof Signal.Probe ? socket.ip() : Optional.empty();
    return store
        .signal(member.get(), message.to(), message.signal(), seenFrom)
        .onSuccess(
            sent -> {
              if (sent) {
                log.debug(
                    "WebRTC signaling: {} from client {}",
                    name(message.signal()),
                    socket.accountId());
                tally.count(Event.SIGNAL_FORWARDED);
              } else {
                tally.count(Event.NOT_INTRODUCED);
                socket.refuse(
                    ErrorCode.NOT_INTRODUCED,
                    "Not introduced to account " + message.to() + ": each must see the other");
              }
            })
        .mapEmpty();
  }

  private void noticed(Notice notice) {
    Seat seat = seats.get(notice.membership());
    if (seat != null && !seat.waits(notice)) {
      noticed(seat, notice);
    }
  }

  private void noticed(Seat seat, Notice notice) {
    if (notice instanceof Notice.Met met) {
      if (seat.isNews(met.peer().accountId(), met.generation())) {
        tally.count(Event.INTRODUCED);
        seat.socket().send(
            new ServerMessage.PeerJoined(
                met.peer().accountId(), met.peer().fingerprint(), met.peer().signingKey()));
      }
    } else if (notice instanceof Notice.Parted parted) {
      if (seat.isNews(parted.peer(), parted.generation())) {
        seat.socket().send(new ServerMessage.PeerLeft(parted.peer(), parted.reason()));
      }
    } else if (notice instanceof Notice.Signalled signalled) {
      seat.socket().send(
          new ServerMessage.SignalFrom(
              signalled.from().accountId(),
              signalled.from().fingerprint(),
              signalled.signal(),
              signalled.seenFrom()));
    } else if (notice instanceof Notice.Over over) {
      over(seat.socket(), over.reason());
    }
  }

  private void over(PlayerSocket socket, String reason) {
    unseat(socket);
    switch (reason) {
      case PartReason.REPLACED -> {
        tally.count(Event.REPLACED);
        socket.end(ErrorCode.REPLACED, "This account has joined on another connection");
      }
      case PartReason.KICKED ->
          socket.end(ErrorCode.KICKED, "The admin has thrown this player out");
      default -> log.debug("Account {} left by REST", socket.accountId());
    }
  }

  private void notJoined(PlayerSocket socket) {
    tally.count(Event.NOT_JOINED);
    socket.refuse(ErrorCode.NOT_JOINED, "Join a session first");
  }

  private void closed(PlayerSocket socket) {
    sockets.remove(socket);
    Optional<Membership> membership = socket.membership();
    unseat(socket);
    membership.ifPresent(
        left ->
            store
                .detach(left)
                .onFailure(e -> log.error("Account {} stays in its session", left.accountId(), e)));
  }

  private void unseat(PlayerSocket socket) {
    socket.membership().ifPresent(membership -> seats.remove(membership.id()));
    socket.left();
  }

  private static String name(Signal signal) {
    if (signal instanceof Signal.Offer) {
      return "SDP offer";
    }
    if (signal instanceof Signal.Probe) {
      return "probe";
    }
    return signal instanceof Signal.Answer ? "SDP answer" : "ICE candidate";
  }
}
