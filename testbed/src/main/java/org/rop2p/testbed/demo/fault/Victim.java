package org.rop2p.testbed.demo.fault;

import org.rop2p.testbed.demo.world.Seat;

/** A player to whom things happen. */
public interface Victim {
  Seat seat();

  /** Does nothing for a while, as people do whose screen has just changed; false ends it. */
  void busy(boolean value);
}
