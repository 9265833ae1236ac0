package org.rop2p.transport.link;

import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkSignals;

/** Signalling that never reaches anybody. */
final class Silence implements LinkSignals {
  @Override
  public void offer(IceDescription description) {}

  @Override
  public void answer(IceDescription description) {}

  @Override
  public void candidate(IceCandidate candidate) {}
}
