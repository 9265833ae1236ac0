package org.rop2p.testbed.demo.fault;

import java.util.Locale;

/** Something that goes wrong in a demo. */
public enum Fault {
  LINK_DELAYED,
  LINK_LOSSY,
  LINK_CUT,
  COORDINATOR_FROZEN,
  COORDINATOR_KILLED,
  COORDINATOR_RESTARTED,
  SERVER_STALLED,
  LEFT_ZONE,
  RELOGGED,
  DIED,
  MUTED,
  BOUND_TO_CHANNEL,
  HIDDEN;

  /** The name in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
