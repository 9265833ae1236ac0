package org.rop2p.coordinator.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.rop2p.coordinator.redis.RedisNode.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.rop2p.coordinator.TestClock;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.ContractWorld;
import org.rop2p.coordinator.session.Ids;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.SessionStore;
import org.rop2p.coordinator.session.SessionStoreContract;

/** Worlds in a real Redis, whose futures complete late. */
class RedisStoreContractTest extends SessionStoreContract {
  private static final int SECONDS = 10;
  private static RedisServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    server = RedisServer.started();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      await(vertx.close());
    }
  }

  @Override
  protected ContractWorld world(Capacity capacity) {
    try {
      server.say("FLUSHALL");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RedisWorld(capacity);
  }

  private static final class RedisWorld implements ContractWorld {
    private final Capacity capacity;
    private final TestClock clock = new TestClock();
    private final Ids ids = new Ids();
    private final List<RedisSessionStore> stores = new ArrayList<>();
    private final Map<String, CountDownLatch> marks = new ConcurrentHashMap<>();

    RedisWorld(Capacity capacity) {
      this.capacity = capacity;
    }

    @Override
    public SessionStore node(int number, Consumer<Notice> ear) {
      RedisSessionStore store =
          new RedisSessionStore(
              new RedisLine(vertx, server.config(0)), capacity, ids, Optional.of(clock));
      BlockingQueue<Boolean> health = new LinkedBlockingQueue<>();
      store.watch(health::add);
      store.hear(
          notice -> {
            CountDownLatch mark = marks.remove(notice.membership());
            if (mark == null) {
              ear.accept(notice);
            } else {
              mark.countDown();
            }
          });
      try {
        assertNotNull(health.poll(SECONDS, TimeUnit.SECONDS), "the store is there");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      stores.add(store);
      return store;
    }

    @Override
    public void pass(Duration time) {
      clock.advance(time);
    }

    /** A notice of ours comes after all that were sent before; a node that has ended hears none. */
    @Override
    public void settle() {
      for (RedisSessionStore store : stores) {
        String mark = ids.membershipId();
        CountDownLatch came = new CountDownLatch(1);
        marks.put(mark, came);
        try {
          String heardBy = server.say("PUBLISH", store.channel(), "over\t" + mark + "\tleft");
          if (!heardBy.startsWith(":0")) {
            assertEquals(true, came.await(SECONDS, TimeUnit.SECONDS), "notices come");
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void close() {
      stores.forEach(store -> await(store.close()));
    }
  }
}
