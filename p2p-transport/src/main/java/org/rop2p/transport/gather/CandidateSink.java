package org.rop2p.transport.gather;

import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;

/** What sources find. Event loop only. */
public interface CandidateSink {
  /** Datagrams of links may leave from here. */
  void added(Base base);

  /** Datagrams of links can leave from here no longer. */
  void removed(Base base);

  /** Peers may reach us there; one whose address is known already is no news. */
  void found(IceCandidate candidate);

  /** Peers can reach us there no longer. */
  void withdrawn(IceCandidate candidate);

  /** Addresses of this machine have come or gone, or it has slept: what was known may be wrong. */
  void networkChanged();
}
