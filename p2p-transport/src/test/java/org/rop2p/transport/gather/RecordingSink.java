package org.rop2p.transport.gather;

import java.util.ArrayList;
import java.util.List;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;

/** Writes down what sources say. */
final class RecordingSink implements CandidateSink {
  final List<String> told = new ArrayList<>();

  @Override
  public void added(Base base) {
    told.add("added " + base);
  }

  @Override
  public void removed(Base base) {
    told.add("removed " + base);
  }

  @Override
  public void found(IceCandidate candidate) {
    told.add("found " + candidate);
  }

  @Override
  public void networkChanged() {
    told.add("network changed");
  }

  @Override
  public void withdrawn(IceCandidate candidate) {
    told.add("withdrawn " + candidate);
  }
}
