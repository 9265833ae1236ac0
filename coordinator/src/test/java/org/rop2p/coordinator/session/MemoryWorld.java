package org.rop2p.coordinator.session;

import java.time.InstantSource;
import org.rop2p.coordinator.config.Capacity;

/** A world in memory of as many nodes as a test wants. */
public final class MemoryWorld {
  private final World world;
  private final InstantSource clock;

  public MemoryWorld(Capacity capacity, InstantSource clock) {
    this.world = new World(capacity, new Ids());
    this.clock = clock;
  }

  /** Its store as one more node sees it. */
  public SessionStore node(String name) {
    return new InMemorySessionStore(world, name, clock);
  }
}
