package org.rop2p.transport.mapping;

import java.net.InetSocketAddress;

/** Told of a mapping's fate, on the event loop that its client was given. Must not block. */
public interface MappingListener {
  /** Datagrams to this address reach the port from now on. */
  void mapped(InetSocketAddress external);

  /** The address told last is ours no longer. */
  void withdrawn(InetSocketAddress external);

  /**
   * Neither PCP nor NAT-PMP gives a mapping; they are tried again after minutes. Another protocol
   * may do.
   */
  default void unavailable(MappingOutput.Reason reason) {}
}
