package org.rop2p.testbed.natlab;

import java.util.Locale;

/** What is done to a link that carries messages. */
public enum Fault {
  /** The NAT forgets its mappings. */
  FLUSH,
  /** The NAT forgets its mappings, and gives new ones ports that none had. */
  REBOOT,
  /** Nothing gets through the NAT for half a minute. */
  BLACKHOLE,
  /** The host loses its address and gets another. */
  READDRESS,
  /** The TURN server dies, and is back ten seconds later. */
  TURN_KILLED;

  /** The word of the report. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
