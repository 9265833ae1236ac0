package org.rop2p.transport.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What an allocation wants done, in the order it was decided. */
public sealed interface TurnOutput {
  /** Send these bytes from the base socket; they are the receiver's to keep. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Transmit(InetSocketAddress to, byte[] datagram) implements TurnOutput {}

  /**
   * The server relays for us from now on.
   *
   * @param relayed our address as peers see it there
   * @param mapped our base address as the server sees it
   */
  record Allocated(InetSocketAddress relayed, InetSocketAddress mapped) implements TurnOutput {}

  /** The server lets data of this peer through, and ours to it. */
  record PeerPermitted(InetAddress peer) implements TurnOutput {}

  /** The server relays nothing for this peer; asking again within some minutes is in vain. */
  record PeerRefused(InetAddress peer) implements TurnOutput {}

  /** The allocation is at its end and does nothing more. */
  record Lost(LostReason reason) implements TurnOutput {}
}
