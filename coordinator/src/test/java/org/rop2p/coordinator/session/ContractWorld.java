package org.rop2p.coordinator.session;

import java.time.Duration;
import java.util.function.Consumer;

/** A world whose stores a contract is tested on. */
public interface ContractWorld extends AutoCloseable {
  /** A node's store, ready, and where its notices go. Called once for each number. */
  SessionStore node(int number, Consumer<Notice> ear);

  /** Time passes for all nodes. */
  void pass(Duration time);

  /** Every notice sent so far has arrived. */
  void settle();

  @Override
  void close();
}
