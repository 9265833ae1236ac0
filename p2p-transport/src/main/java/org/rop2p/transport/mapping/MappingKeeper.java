package org.rop2p.transport.mapping;

/**
 * Keeps one mapping at one gateway for as long as it is wanted, and tells a {@link
 * MappingListener}. Event loop only, and never blocks it.
 */
public interface MappingKeeper {
  /** Begins to ask; once, and before anything else. */
  void start();

  /** Gives the mapping back, and tells nothing any more; a second time does nothing. */
  void close();

  /** Whether after {@link #close} nothing is under way any more. */
  boolean isReleased();
}
