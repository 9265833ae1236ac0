package org.rop2p.coordinator.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.session.SessionStore.Reservation;

/** One node of a world in Redis, with what its store told it. */
final class RedisNode {
  private static final long SECONDS = 10;

  final RedisSessionStore store;
  private final Ids ids = new Ids();
  private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> health = new LinkedBlockingQueue<>();

  RedisNode(Vertx vertx, RedisConfig config, Capacity capacity, Optional<InstantSource> clock) {
    store = new RedisSessionStore(new RedisLine(vertx, config), capacity, ids, clock);
    store.watch(health::add);
    store.hear(notices::add);
  }

  boolean nextHealth() {
    return next(health);
  }

  boolean hasMoreHealth() {
    return !health.isEmpty();
  }

  <N extends Notice> N next(Class<N> kind) {
    return assertInstanceOf(kind, next(notices));
  }

  String reserve(Player player, String zone) {
    Reservation reservation = await(store.reserve(player, zone));
    return assertInstanceOf(Reservation.Reserved.class, reservation).ticket();
  }

  SessionStore.Redeemed redeem(String ticket, int account) {
    return await(store.redeem(ticket, account, ids.membershipId())).orElseThrow();
  }

  Membership join(int account, String zone) {
    return redeem(reserve(player(account), zone), account).membership();
  }

  void sees(Membership membership, Integer... added) {
    assertEquals(
        SessionStore.Sighted.DONE,
        await(store.sees(membership, new Sees(List.of(added), List.of()))));
  }

  static Player player(int account) {
    return new Player(account, String.format("%064x", account), "A".repeat(43) + "=");
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(SECONDS, TimeUnit.SECONDS);
      assertTrue(next != null, "nothing came");
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** How it failed. */
  static Throwable failure(Future<?> future) {
    try {
      return future
          .<Throwable>transform(
              done ->
                  done.failed()
                      ? Future.succeededFuture(done.cause())
                      : Future.failedFuture("it did not fail"))
          .toCompletionStage()
          .toCompletableFuture()
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
