package org.rop2p.testbed.natlab;

/** What stands between a host of the lab and its internet; {@code scripts/lib/natlab} builds it. */
public enum Kind {
  /** A public address. */
  OPEN("open"),
  /** Endpoint-independent mapping and filtering. */
  FULL_CONE("full-cone"),
  /** Endpoint-independent mapping, address-dependent filtering. */
  ADDRESS_RESTRICTED("address-restricted"),
  /** Endpoint-independent mapping, address- and port-dependent filtering. */
  PORT_RESTRICTED("port-restricted"),
  /** Address- and port-dependent mapping and filtering. */
  SYMMETRIC("symmetric"),
  /** Port-restricted at home, behind a symmetric one. */
  CARRIER("carrier"),
  /** As {@link #PORT_RESTRICTED}, by a router that maps ports when asked: PCP, NAT-PMP, UPnP. */
  MAPPED_PORT_RESTRICTED("mapped-port-restricted"),
  /** As {@link #SYMMETRIC}, by a router that maps ports when asked. */
  MAPPED_SYMMETRIC("mapped-symmetric"),
  /** No UDP at all. */
  BLOCKED("blocked"),
  /** Two hosts behind one port-restricted NAT without hairpinning. */
  LAN("lan");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** Whether the router maps ports when asked; the host asks then. */
  boolean mapsPorts() {
    return this == MAPPED_PORT_RESTRICTED || this == MAPPED_SYMMETRIC;
  }

  /** The word in names of namespaces and in the report. */
  public String label() {
    return label;
  }
}
