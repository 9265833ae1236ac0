package org.rop2p.coordinator.redis;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionInfo;
import org.rop2p.coordinator.session.SessionStore;

/** Another store, in all it does. */
class ForwardingStore implements SessionStore {
  private final SessionStore store;

  ForwardingStore(SessionStore store) {
    this.store = store;
  }

  SessionStore store() {
    return store;
  }

  @Override
  public void hear(Consumer<Notice> ear) {
    store.hear(ear);
  }

  @Override
  public void watch(Consumer<Boolean> ear) {
    store.watch(ear);
  }

  @Override
  public Future<Reservation> reserve(Player player, String zone) {
    return store.reserve(player, zone);
  }

  @Override
  public Future<Optional<Redeemed>> redeem(String ticket, int accountId, String membershipId) {
    return store.redeem(ticket, accountId, membershipId);
  }

  @Override
  public Future<Sighted> sees(Membership membership, Sees report) {
    return store.sees(membership, report);
  }

  @Override
  public Future<Boolean> signal(Membership from, int to, Signal signal, Optional<String> seenFrom) {
    return store.signal(from, to, signal, seenFrom);
  }

  @Override
  public Future<Void> detach(Membership membership) {
    return store.detach(membership);
  }

  @Override
  public Future<Void> leave(Membership membership) {
    return store.leave(membership);
  }

  @Override
  public Future<Void> leave(int accountId, String sessionId) {
    return store.leave(accountId, sessionId);
  }

  @Override
  public Future<Void> expel(int accountId) {
    return store.expel(accountId);
  }

  @Override
  public Future<Boolean> restore(Membership membership, Set<Integer> inView) {
    return store.restore(membership, inView);
  }

  @Override
  public Future<Void> beat() {
    return store.beat();
  }

  @Override
  public Future<List<SessionInfo>> sessions() {
    return store.sessions();
  }

  @Override
  public Future<Optional<SessionInfo>> session(String sessionId) {
    return store.session(sessionId);
  }

  @Override
  public Future<List<Integer>> accounts(String sessionId) {
    return store.accounts(sessionId);
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }
}
