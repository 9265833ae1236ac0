package org.rop2p.transport.quic;

import java.util.Optional;
import org.rop2p.transport.Fingerprint;

/** Which certificate each link expects. Called on the event loop, within a handshake. */
public interface PeerPins {
  /** The fingerprint pinned for the link with this number; empty if there is no such link. */
  Optional<Fingerprint> pinned(int link);

  /** The peer of this link showed another certificate. */
  void refused(int link);
}
