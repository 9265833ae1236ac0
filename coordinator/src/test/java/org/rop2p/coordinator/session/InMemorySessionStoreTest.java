package org.rop2p.coordinator.session;

import java.time.Duration;
import java.util.function.Consumer;
import org.rop2p.coordinator.TestClock;
import org.rop2p.coordinator.config.Capacity;

/** Worlds in this process, whose futures are complete at once. */
class InMemorySessionStoreTest extends SessionStoreContract {
  @Override
  protected ContractWorld world(Capacity capacity) {
    TestClock clock = new TestClock();
    MemoryWorld world = new MemoryWorld(capacity, clock);
    return new ContractWorld() {
      @Override
      public SessionStore node(int number, Consumer<Notice> ear) {
        SessionStore store = world.node("node " + number);
        store.hear(ear);
        return store;
      }

      @Override
      public void pass(Duration time) {
        clock.advance(time);
      }

      @Override
      public void settle() {}

      @Override
      public void close() {}
    };
  }
}
