package org.rop2p.coordinator.session;

import java.time.Duration;

/** A world whose stores a contract is tested on. */
public interface ContractWorld extends AutoCloseable {
  /** A node's store, whose notices have not been asked for yet. Called once for each number. */
  SessionStore node(int number);

  /** Time passes for all nodes. */
  void pass(Duration time);

  /** Every notice sent so far has arrived. */
  void settle();

  @Override
  void close();
}
