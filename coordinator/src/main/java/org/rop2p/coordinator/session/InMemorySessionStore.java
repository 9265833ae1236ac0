package org.rop2p.coordinator.session;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.config.Capacity;

/**
 * The store of a coordinator that stands alone. Not thread-safe: all calls come from one event
 * loop, and every future is complete when it is returned.
 */
public final class InMemorySessionStore implements SessionStore {
  private final World world;
  private final String node;
  private final InstantSource clock;
  private Consumer<Boolean> watcher = up -> {};

  /** A world of its own. */
  public InMemorySessionStore(Capacity capacity, Ids ids, InstantSource clock) {
    this(new World(capacity, ids), "node", clock);
  }

  /** One node of several in this process. */
  InMemorySessionStore(World world, String node, InstantSource clock) {
    this.world = world;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public void watch(Consumer<Boolean> ear) {
    watcher = ear;
  }

  @Override
  public void hear(Consumer<Notice> ear) {
    world.join(node, ear, watcher, clock.instant());
  }

  @Override
  public Future<Reservation> reserve(Player player, String zone) {
    return Future.succeededFuture(world.reserve(player, zone, clock.instant()));
  }

  @Override
  public Future<Optional<Redeemed>> redeem(String ticket, int accountId, String membershipId) {
    return Future.succeededFuture(
        world.redeem(node, ticket, accountId, membershipId, clock.instant()));
  }

  @Override
  public Future<Sighted> sees(Membership membership, Sees report) {
    return Future.succeededFuture(world.sees(membership, report, clock.instant()));
  }

  @Override
  public Future<Boolean> signal(Membership from, int to, Signal signal, Optional<String> seenFrom) {
    return Future.succeededFuture(world.signal(from, to, signal, seenFrom, clock.instant()));
  }

  @Override
  public Future<Void> detach(Membership membership) {
    world.detach(membership, clock.instant());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> leave(Membership membership) {
    world.leave(membership, clock.instant());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> leave(int accountId, String sessionId) {
    world.leave(accountId, sessionId, clock.instant());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> expel(int accountId) {
    world.expel(accountId, clock.instant());
    return Future.succeededFuture();
  }

  @Override
  public Future<Boolean> restore(Membership membership, Set<Integer> inView) {
    return Future.succeededFuture(world.restore(node, membership, inView, clock.instant()));
  }

  @Override
  public Future<Void> beat() {
    world.beat(node, clock.instant());
    return Future.succeededFuture();
  }

  @Override
  public Future<List<SessionInfo>> sessions() {
    return Future.succeededFuture(world.sessions(clock.instant()));
  }

  @Override
  public Future<Optional<SessionInfo>> session(String sessionId) {
    return Future.succeededFuture(world.session(sessionId, clock.instant()));
  }

  @Override
  public Future<List<List<Integer>>> accounts(List<String> sessionIds) {
    return Future.succeededFuture(
        sessionIds.stream().map(id -> List.copyOf(world.accounts(id, clock.instant()))).toList());
  }

  @Override
  public Future<List<Member>> members(int after, int most) {
    return Future.succeededFuture(world.members(after, most, clock.instant()));
  }

  @Override
  public Future<Void> close() {
    world.leave(node, clock.instant());
    return Future.succeededFuture();
  }
}
