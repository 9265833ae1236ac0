package org.rop2p.bench.transport;

/** How a message gets to the other process and its answer back. */
enum Way {
  /** Netty and a socket, nothing else: the opponent. */
  RAW("raw UDP"),
  DATAGRAM("datagram"),
  RELIABLE("reliable");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  /** For people and reports. */
  String label() {
    return label;
  }
}
