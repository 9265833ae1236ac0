package org.rop2p.transport;

/** Signalling that never reaches anybody. */
final class Silence implements LinkSignals {
  @Override
  public void offer(IceDescription description) {}

  @Override
  public void answer(IceDescription description) {}

  @Override
  public void candidate(IceCandidate candidate) {}
}
