package org.rop2p.coordinator.signaling;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.limits.LimitBook;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the store know what the players of this node see: at once if it can be, else as soon as their
 * budgets and the store allow. What could not be told to a lost store is made up when it is back.
 */
final class Views {
  private static final Logger log = LoggerFactory.getLogger(Views.class);

  /** Restoring thousands must not keep the store from those who play on. */
  static final int RESTORED_AT_ONCE = 32;

  /** Notices of a store that has answered are here by then. */
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

  private final SessionStore store;
  private final LimitBook limits;
  private final Seats seats;
  private final Tally tally;
  private final Set<Seat> toRestore = new LinkedHashSet<>();
  private final Deque<Supplier<Future<Void>>> owed = new ArrayDeque<>();
  private boolean up = true;
  private boolean starting;
  private boolean paying;
  private int restoring;

  Views(SessionStore store, LimitBook limits, Seats seats, Tally tally) {
    this.store = store;
    this.limits = limits;
    this.seats = seats;
    this.tally = tally;
  }

  /** Whether the store can be reached, as far as is known. */
  boolean isUp() {
    return up;
  }

  /** The store is lost, or there again. */
  void storeIs(boolean there) {
    up = there;
    if (!there) {
      log.warn(
          "The store is lost: sockets stay open, introduced players of this node still signal");
      toRestore.clear();
      return;
    }
    toRestore.addAll(seats.taken());
    log.info("The store is there: {} memberships are restored", toRestore.size());
    payOwed();
    restoreNext();
  }

  /** A call that must be made up for as soon as the store is there. */
  void owe(Supplier<Future<Void>> call) {
    owed.add(call);
  }

  /** After a report; fails if the store does, and then it is made up later. */
  Future<Void> reported(Seat seat) {
    return seat.inTurn(() -> seat.view().isInDoubt() ? restore(seat) : tell(seat));
  }

  /** Tells what had to wait. */
  void tick() {
    long now = System.nanoTime();
    for (Seat seat : seats.taken()) {
      for (int peer : seat.forgotten(now, PATIENCE)) {
        seat.socket().send(new ServerMessage.PeerLeft(peer, PartReason.SIGHT));
      }
      if (up && seat.view().isBehind() && !seat.isBusy()) {
        if (seat.view().isInDoubt()) {
          toRestore.add(seat);
        } else {
          reported(seat).onFailure(e -> log.debug("Told later: {}", e.toString()));
        }
      }
    }
    if (up) {
      payOwed();
      restoreNext();
    }
  }

  private Future<Void> tell(Seat seat) {
    View view = seat.view();
    int account = seat.socket().accountId();
    long now = System.nanoTime();
    if (!view.isBehind() || !limits.report(account, now)) {
      return Future.succeededFuture();
    }
    view.allow(limits.sightings(account, view.owed(), now));
    Optional<Sees> untold = view.untold();
    if (untold.isEmpty()) {
      return Future.succeededFuture();
    }
    Set<Integer> all = view.allowed();
    Membership membership = seat.membership().orElseThrow();
    return store
        .sees(membership, untold.get())
        .onFailure(e -> view.doubt())
        .compose(
            sighted -> {
              if (sighted == SessionStore.Sighted.DONE) {
                view.told(all);
                return Future.succeededFuture();
              }
              // The store has forgotten the membership, or holds another view than was told.
              return restore(seat);
            });
  }

  private Future<Void> restore(Seat seat) {
    if (seat.socket().isClosed()) {
      return Future.succeededFuture();
    }
    Set<Integer> seen = seat.seen();
    seat.doubtAcquaintances(System.nanoTime());
    return store
        .restore(seat.membership().orElseThrow(), seen)
        .onFailure(e -> seat.view().doubt())
        .map(
            stands -> {
              if (stands) {
                seat.view().told(seen);
              } else {
                tally.count(Event.REPLACED);
                seat.socket()
                    .end(ErrorCode.REPLACED, "This account has joined on another connection");
              }
              return null;
            });
  }

  private void restoreNext() {
    if (starting) {
      return;
    }
    starting = true;
    Iterator<Seat> next = toRestore.iterator();
    while (restoring < RESTORED_AT_ONCE && next.hasNext()) {
      Seat seat = next.next();
      next.remove();
      restoring++;
      seat.inTurn(() -> restore(seat))
          .onComplete(
              done -> {
                restoring--;
                restoreNext();
              });
    }
    starting = false;
  }

  private void payOwed() {
    Supplier<Future<Void>> call = paying ? null : owed.poll();
    if (call == null) {
      return;
    }
    paying = true;
    call.get()
        .onComplete(
            done -> {
              paying = false;
              if (done.failed()) {
                owed.addFirst(call);
              } else {
                payOwed();
              }
            });
  }
}
