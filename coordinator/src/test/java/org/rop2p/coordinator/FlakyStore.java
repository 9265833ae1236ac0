package org.rop2p.coordinator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
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

/** A store that can be lost, lose its memory, and be slow. On the coordinator's event loop only. */
final class FlakyStore implements SessionStore {
  private final Deque<Runnable> late = new ArrayDeque<>();
  private SessionStore store;
  private Consumer<Notice> ear;
  private Consumer<Boolean> watcher;
  private boolean lost;
  private boolean slow;
  private int underWay;
  private int most;

  FlakyStore over(SessionStore real) {
    store = real;
    return this;
  }

  void lose() {
    lost = true;
    watcher.accept(false);
  }

  void comeBack() {
    lost = false;
    watcher.accept(true);
  }

  /** Comes back empty. */
  void comeBackAs(SessionStore fresh) {
    store = fresh;
    fresh.hear(ear);
    comeBack();
  }

  /** From now on answers wait, in their order, until {@link #answer}. */
  void slow(boolean now) {
    slow = now;
  }

  int waiting() {
    return late.size();
  }

  /** The most calls that were ever under way at once since it was slow. */
  int most() {
    return most;
  }

  void answer() {
    late.remove().run();
  }

  private <T> Future<T> when(Supplier<Future<T>> call) {
    if (lost) {
      return Future.failedFuture("the store is lost");
    }
    if (!slow) {
      return call.get();
    }
    most = Math.max(most, ++underWay);
    Promise<T> answer = Promise.promise();
    late.add(
        () -> {
          underWay--;
          call.get().onComplete(answer);
        });
    return answer.future();
  }

  @Override
  public void hear(Consumer<Notice> newEar) {
    ear = newEar;
    store.hear(newEar);
  }

  @Override
  public void watch(Consumer<Boolean> newWatcher) {
    watcher = newWatcher;
  }

  @Override
  public Future<Reservation> reserve(Player player, String zone) {
    return when(() -> store.reserve(player, zone));
  }

  @Override
  public Future<Optional<Redeemed>> redeem(String ticket, int accountId, String membershipId) {
    return when(() -> store.redeem(ticket, accountId, membershipId));
  }

  @Override
  public Future<Sighted> sees(Membership membership, Sees report) {
    return when(() -> store.sees(membership, report));
  }

  @Override
  public Future<Boolean> signal(Membership from, int to, Signal signal, Optional<String> seenFrom) {
    return when(() -> store.signal(from, to, signal, seenFrom));
  }

  @Override
  public Future<Void> detach(Membership membership) {
    return when(() -> store.detach(membership));
  }

  @Override
  public Future<Void> leave(Membership membership) {
    return when(() -> store.leave(membership));
  }

  @Override
  public Future<Void> leave(int accountId, String sessionId) {
    return when(() -> store.leave(accountId, sessionId));
  }

  @Override
  public Future<Void> expel(int accountId) {
    return when(() -> store.expel(accountId));
  }

  @Override
  public Future<Boolean> restore(Membership membership, Set<Integer> inView) {
    return when(() -> store.restore(membership, inView));
  }

  @Override
  public Future<Void> beat() {
    return lost ? Future.failedFuture("the store is lost") : store.beat();
  }

  @Override
  public Future<List<SessionInfo>> sessions() {
    return when(store::sessions);
  }

  @Override
  public Future<Optional<SessionInfo>> session(String sessionId) {
    return when(() -> store.session(sessionId));
  }

  @Override
  public Future<List<List<Integer>>> accounts(List<String> sessionIds) {
    return when(() -> store.accounts(sessionIds));
  }

  @Override
  public Future<List<Member>> members(int after, int most) {
    return when(() -> store.members(after, most));
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }
}
