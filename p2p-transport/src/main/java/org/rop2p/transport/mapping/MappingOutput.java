package org.rop2p.transport.mapping;

import java.net.InetSocketAddress;

/** What a mapping wants done or has come to, in the order it was decided. */
public sealed interface MappingOutput {
  /** Send these bytes; they are the receiver's to keep. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Transmit(InetSocketAddress to, byte[] datagram) implements MappingOutput {}

  /**
   * Datagrams to this address reach our port from now on. Said once: renewals that change nothing
   * are silent.
   *
   * @param lifetimeNanos first granted
   */
  record Mapped(InetSocketAddress external, long lifetimeNanos) implements MappingOutput {}

  /** The mapping told last is no more. */
  record Withdrawn(InetSocketAddress external) implements MappingOutput {}

  /** There is no mapping, and none will be tried for until {@link MappingSettings#retry}. */
  record Unavailable(Reason reason) implements MappingOutput {}

  /** Why there is no mapping. */
  enum Reason {
    /** Neither protocol was answered. */
    SILENT,
    /** The gateway said no, or granted nothing of use. */
    REFUSED,
    /** The gateway is itself behind a NAT. */
    DOUBLE_NAT
  }
}
