package org.rop2p.testbed.natlab;

/** What of a link messages are sent over. */
enum Channel {
  RELIABLE,
  DATAGRAM
}
