package org.rop2p.proxy.steps;

import org.rop2p.codec.view.Cell;

/** The own server, and a clock, as the own character's walks reach them. */
public interface ServerSide {
  /** Whether requests may be kept from it. */
  boolean mayWithhold();

  /** A request to walk goes there now, as the frame being looked at or by {@link #send}. */
  void asked(Cell to, long now);

  /**
   * Sends a request that was held, before the frame being looked at.
   *
   * @param frame a whole frame with its id plain
   */
  void send(byte[] frame);

  /** {@link OwnSteps#tick} is to be called in so many milliseconds, besides its usual times. */
  void wakeIn(long millis);
}
