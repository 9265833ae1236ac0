package org.rop2p.proxy.peer;

import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.Fingerprint;

/** A player of this process, as links deliver to him. Thread-safe; never blocks. */
interface LocalPlayer {
  /** A message for him came from the proxy with this fingerprint. */
  void deliver(Fingerprint from, PeerMessage message);
}
