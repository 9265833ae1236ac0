package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.limits.LimitBook;
import org.rop2p.coordinator.metrics.ProxyStats;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each notice to its socket, and signals from one socket to another: directly if both are
 * here and know each other, as is the case when the store is lost, too, else through the store.
 */
final class Switchboard {
  private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

  private final SessionStore store;
  private final Seats seats;
  private final Views views;
  private final RuleBearer rules;
  private final LimitBook limits;
  private final Tally tally;
  private final ProxyStats stats;
  private final BiConsumer<Seat, String> unseat;

  Switchboard(
      SessionStore store,
      Seats seats,
      Views views,
      RuleBearer rules,
      LimitBook limits,
      Tally tally,
      ProxyStats stats,
      BiConsumer<Seat, String> unseat) {
    this.store = store;
    this.seats = seats;
    this.views = views;
    this.rules = rules;
    this.limits = limits;
    this.tally = tally;
    this.stats = stats;
    this.unseat = unseat;
  }

  /** The membership stands and its player knows: what was noticed before is told now. */
  void taken(Seat seat, Membership membership) {
    var came = seat.taken(membership);
    rules.joined(seat);
    came.forEach(notice -> noticed(seat, notice));
  }

  void noticed(Notice notice) {
    seats
        .of(notice.membership())
        .filter(seat -> !seat.waits(notice))
        .ifPresent(seat -> noticed(seat, notice));
  }

  private void noticed(Seat seat, Notice notice) {
    PlayerSocket socket = seat.socket();
    if (notice instanceof Notice.Met met) {
      Player peer = met.peer();
      if (seat.meets(peer, met.generation())) {
        tally.count(Event.INTRODUCED);
        socket.send(
            new ServerMessage.PeerJoined(peer.accountId(), peer.fingerprint(), peer.signingKey()));
        rules.met(seat, peer.accountId());
      }
    } else if (notice instanceof Notice.Parted parted) {
      if (seat.parts(parted.peer(), parted.generation())) {
        socket.send(new ServerMessage.PeerLeft(parted.peer(), parted.reason()));
      }
    } else if (notice instanceof Notice.Signalled signalled) {
      deliver(seat, signalled.from(), signalled.signal(), signalled.seenFrom());
    } else if (notice instanceof Notice.Over over) {
      over(seat, over.reason());
    }
  }

  private void over(Seat seat, String reason) {
    PlayerSocket socket = seat.socket();
    switch (reason) {
      case PartReason.REPLACED -> {
        if (!socket.isJoining()) {
          unseat.accept(seat, "");
          tally.count(Event.REPLACED);
          socket.end(ErrorCode.REPLACED, "This account has joined on another connection");
        }
      }
      case PartReason.KICKED -> {
        ended(seat);
        unseat.accept(seat, "");
        socket.end(ErrorCode.KICKED, "The admin has thrown this player out");
      }
      default -> {
        ended(seat);
        unseat.accept(seat, PartReason.LEFT);
      }
    }
  }

  /** What was being restored meanwhile is ended once more: ending it again is no error. */
  private void ended(Seat seat) {
    seat.membership()
        .ifPresent(over -> store.leave(over).onFailure(e -> views.owe(() -> store.leave(over))));
  }

  /** Sends on, or says why not. */
  Future<Void> signal(Seat seat, ClientMessage.SignalTo message) {
    PlayerSocket socket = seat.socket();
    Signal signal = message.signal();
    int to = message.to();
    long begun = System.nanoTime();
    Optional<Duration> wait = limits.signal(socket.accountId(), to, signal, System.nanoTime());
    if (wait.isPresent()) {
      tally.count(Event.SIGNAL_DROPPED);
      socket.refuse(
          ErrorCode.RATE_LIMITED, "More signals to account " + to + " than a link can need");
      return Future.succeededFuture();
    }
    Optional<String> seenFrom =
        signal instanceof Signal.Probe ? Optional.of(socket.visitor().ip()) : Optional.empty();
    Optional<Seat> here = here(seat, to);
    if (here.isPresent()) {
      sent(socket, signal, begun);
      deliver(here.get(), socket.visitor().player(), signal, seenFrom);
      return Future.succeededFuture();
    }
    seat.acquaintance(to).ifPresent(Acquaintance::byStore);
    return store
        .signal(seat.membership().orElseThrow(), to, signal, seenFrom)
        .map(
            sent -> {
              if (sent) {
                sent(socket, signal, begun);
              } else {
                tally.count(Event.NOT_INTRODUCED);
                socket.refuse(
                    ErrorCode.NOT_INTRODUCED,
                    "Not introduced to account " + to + ": each must see the other");
              }
              return null;
            });
  }

  /** The seat of an account that sits here, if both know that they are introduced. */
  private Optional<Seat> here(Seat seat, int to) {
    Player self = seat.socket().visitor().player();
    return seat.acquaintance(to)
        .filter(known -> !known.isByStore() || !views.isUp())
        .flatMap(
            known ->
                seats
                    .ofAccount(to)
                    .filter(other -> other.socket().visitor().player().equals(known.player())))
        .filter(
            other ->
                other
                    .acquaintance(self.accountId())
                    .filter(known -> known.player().equals(self))
                    .isPresent());
  }

  private void sent(PlayerSocket socket, Signal signal, long begun) {
    if (signal instanceof Signal.Offer) {
      stats.offerDelivered(Duration.ofNanos(System.nanoTime() - begun));
    }
    log.debug("WebRTC signaling: {} from client {}", name(signal), socket.accountId());
    tally.count(Event.SIGNAL_FORWARDED);
  }

  private static void deliver(Seat seat, Player from, Signal signal, Optional<String> seenFrom) {
    seat.socket()
        .send(new ServerMessage.SignalFrom(from.accountId(), from.fingerprint(), signal, seenFrom));
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
