package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.InstantSource;
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
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what clients ask on their sockets: binds them to memberships, introduces those who
 * see each other, and forwards signals between them only. Used on one event loop only.
 */
public final class Signaling {
  private static final Logger log = LoggerFactory.getLogger(Signaling.class);

  /** A client has its ticket before it opens the socket. */
  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);

  /** Below the idle limits of common reverse proxies (60 s). */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  private final SessionStore store;
  private final ZoneRules zones;
  private final Duration silenceTimeout;
  private final InstantSource clock;
  private final Tally tally;
  private final Set<PlayerSocket> sockets = new LinkedHashSet<>();
  private final Map<Integer, PlayerSocket> socketByAccount = new HashMap<>();

  public Signaling(
      SessionStore store,
      ZoneRules zones,
      Duration silenceTimeout,
      InstantSource clock,
      Tally tally) {
    this.store = store;
    this.zones = zones;
    this.silenceTimeout = silenceTimeout;
    this.clock = clock;
    this.tally = tally;
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
      boolean neverJoined =
          socket.accountId().isEmpty() && socket.age().compareTo(JOIN_PATIENCE) > 0;
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

  /** Serves a fresh socket. */
  public void accept(ServerWebSocket webSocket) {
    sockets.add(new PlayerSocket(webSocket, tally, this::onText, this::closed));
  }

  /**
   * Tells those who were introduced to an account that its membership has ended.
   *
   * @param reason one of {@link PartReason}'s constants
   */
  public void parted(int accountId, SessionStore.Ended ended, String reason) {
    for (int peer : ended.parted()) {
      deliver(peer, new ServerMessage.PeerLeft(accountId, reason));
      deliver(accountId, new ServerMessage.PeerLeft(peer, reason));
    }
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
      log.debug("Stats from client {}: {}", name(socket), stats.counters());
      return Future.succeededFuture();
    }
    tally.count(Event.UNKNOWN_TYPE);
    return Future.succeededFuture();
  }

  private Future<Void> join(PlayerSocket socket, ClientMessage.Join join) {
    return store
        .redeem(join.ticket(), socket.accountId(), clock.instant())
        .compose(
            redeemed -> {
              if (redeemed.isEmpty()) {
                tally.count(Event.BAD_TICKET);
                socket.refuse(
                    ErrorCode.BAD_TICKET,
                    "The ticket is unknown, used or older than 30 s: join the session again");
                return Future.succeededFuture();
              }
              return joined(socket, redeemed.get());
            });
  }

  private Future<Void> joined(PlayerSocket socket, SessionStore.Redeemed redeemed) {
    Membership membership = redeemed.membership();
    int accountId = membership.accountId();
    PlayerSocket earlier = socketByAccount.put(accountId, socket);
    if (earlier != null && earlier != socket) {
      tally.count(Event.REPLACED);
      earlier.left();
      earlier.end(ErrorCode.REPLACED, "This account has joined on another connection");
      redeemed
          .replaced()
          .parted()
          .forEach(
              peer -> deliver(peer, new ServerMessage.PeerLeft(accountId, PartReason.REPLACED)));
    } else {
      parted(accountId, redeemed.replaced(), PartReason.MOVED);
    }
    socket.joined(membership);
    if (socket.isClosed()) {
      closed(socket);
      return Future.succeededFuture();
    }
    log.info(
        "Player joined session: account_id={}, session_id={}", accountId, membership.sessionId());
    socket.send(new ServerMessage.SessionJoined(membership.sessionId(), membership.zone()));
    ZonePolicy policy = zones.policyOf(membership.zone()).orElse(ZonePolicy.DEFAULT);
    socket.send(new ServerMessage.PolicyChanged(membership.zone(), policy));
    return Future.succeededFuture();
  }

  private Future<Void> leave(PlayerSocket socket) {
    Optional<Membership> membership = socket.membership();
    socket.left();
    return membership.map(left -> end(left, PartReason.LEFT)).orElseGet(Future::succeededFuture);
  }

  private Future<Void> end(Membership membership, String reason) {
    log.info(
        "Player left session: account_id={}, session_id={}",
        membership.accountId(),
        membership.sessionId());
    return store
        .leave(membership, clock.instant())
        .onSuccess(ended -> parted(membership.accountId(), ended, reason))
        .mapEmpty();
  }

  private Future<Void> sees(PlayerSocket socket, ClientMessage.Sees sees) {
    Optional<Membership> member = socket.membership();
    if (member.isEmpty()) {
      notJoined(socket);
      return Future.succeededFuture();
    }
    Membership membership = member.get();
    return store
        .sees(membership, sees)
        .onSuccess(
            sighted -> {
              if (sighted instanceof SessionStore.Sighted.Changed changed) {
                met(membership, changed);
              } else if (sighted instanceof SessionStore.Sighted.NotJoined) {
                notJoined(socket);
              } else {
                // The client's view and ours would differ for ever: it has to begin anew.
                tally.count(Event.RATE_LIMITED);
                socket.end(ErrorCode.RATE_LIMITED, "More players in view than a screen can hold");
              }
            })
        .mapEmpty();
  }

  private void met(Membership membership, SessionStore.Sighted.Changed changed) {
    int self = membership.accountId();
    for (int peer : changed.parted()) {
      deliver(peer, new ServerMessage.PeerLeft(self, PartReason.SIGHT));
      deliver(self, new ServerMessage.PeerLeft(peer, PartReason.SIGHT));
    }
    for (SessionStore.Peer peer : changed.introduced()) {
      tally.count(Event.INTRODUCED);
      deliver(peer.accountId(), new ServerMessage.PeerJoined(self, membership.fingerprint()));
      deliver(self, new ServerMessage.PeerJoined(peer.accountId(), peer.fingerprint()));
    }
  }

  private Future<Void> signal(PlayerSocket socket, ClientMessage.SignalTo message) {
    Optional<Membership> member = socket.membership();
    if (member.isEmpty()) {
      notJoined(socket);
      return Future.succeededFuture();
    }
    int from = member.get().accountId();
    return store
        .introduced(member.get(), message.to())
        .onSuccess(
            fingerprint -> {
              if (fingerprint.isEmpty()) {
                tally.count(Event.NOT_INTRODUCED);
                socket.refuse(
                    ErrorCode.NOT_INTRODUCED,
                    "Not introduced to account " + message.to() + ": each must see the other");
                return;
              }
              log.debug("WebRTC signaling: {} from client {}", name(message.signal()), from);
              tally.count(Event.SIGNAL_FORWARDED);
              deliver(
                  message.to(),
                  new ServerMessage.SignalFrom(
                      from,
                      fingerprint.get(),
                      message.signal(),
                      message.signal() instanceof Signal.Probe ? socket.ip() : Optional.empty()));
            })
        .mapEmpty();
  }

  private void notJoined(PlayerSocket socket) {
    tally.count(Event.NOT_JOINED);
    socket.refuse(ErrorCode.NOT_JOINED, "Join a session first");
  }

  private void closed(PlayerSocket socket) {
    sockets.remove(socket);
    socket.accountId().ifPresent(accountId -> socketByAccount.remove(accountId, socket));
    Optional<Membership> membership = socket.membership();
    socket.left();
    membership.ifPresent(
        left ->
            end(left, PartReason.GONE)
                .onFailure(e -> log.error("Account {} stays in its session", left.accountId(), e)));
  }

  private void deliver(int accountId, ServerMessage message) {
    PlayerSocket socket = socketByAccount.get(accountId);
    if (socket != null) {
      socket.send(message);
    }
  }

  private static String name(PlayerSocket socket) {
    return socket.accountId().map(String::valueOf).orElse("nobody");
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
