package org.rop2p.coordinator.metrics;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.session.Member;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionInfo;
import org.rop2p.coordinator.session.SessionStore;

/** A store whose calls are measured. */
public final class TimedStore implements SessionStore {
  private final SessionStore store;
  private final Metrics metrics;

  public TimedStore(SessionStore store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public void watch(Consumer<Boolean> ear) {
    store.watch(ear);
  }

  @Override
  public void hear(Consumer<Notice> ear) {
    store.hear(ear);
  }

  @Override
  public Future<Reservation> reserve(Player player, String zone) {
    return timed("reserve", () -> store.reserve(player, zone));
  }

  @Override
  public Future<Optional<Redeemed>> redeem(String ticket, int accountId, String membershipId) {
    return timed("redeem", () -> store.redeem(ticket, accountId, membershipId));
  }

  @Override
  public Future<Sighted> sees(Membership membership, Sees report) {
    return timed("sees", () -> store.sees(membership, report));
  }

  @Override
  public Future<Boolean> signal(Membership from, int to, Signal signal, Optional<String> seenFrom) {
    return timed("signal", () -> store.signal(from, to, signal, seenFrom));
  }

  @Override
  public Future<Void> detach(Membership membership) {
    return timed("detach", () -> store.detach(membership));
  }

  @Override
  public Future<Void> leave(Membership membership) {
    return timed("leave", () -> store.leave(membership));
  }

  @Override
  public Future<Void> leave(int accountId, String sessionId) {
    return timed("leave", () -> store.leave(accountId, sessionId));
  }

  @Override
  public Future<Void> expel(int accountId) {
    return timed("expel", () -> store.expel(accountId));
  }

  @Override
  public Future<Boolean> restore(Membership membership, Set<Integer> inView) {
    return timed("restore", () -> store.restore(membership, inView));
  }

  @Override
  public Future<Void> beat() {
    return timed("beat", store::beat);
  }

  @Override
  public Future<List<SessionInfo>> sessions() {
    return timed("sessions", store::sessions);
  }

  @Override
  public Future<Optional<SessionInfo>> session(String sessionId) {
    return timed("session", () -> store.session(sessionId));
  }

  @Override
  public Future<List<List<Integer>>> accounts(List<String> sessionIds) {
    return timed("accounts", () -> store.accounts(sessionIds));
  }

  @Override
  public Future<List<Member>> members(int after, int most) {
    return timed("members", () -> store.members(after, most));
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }

  private <T> Future<T> timed(String operation, Supplier<Future<T>> call) {
    long begun = metrics.nanos();
    return call.get()
        .onComplete(done -> metrics.store(operation, done.failed(), metrics.nanos() - begun));
  }
}
