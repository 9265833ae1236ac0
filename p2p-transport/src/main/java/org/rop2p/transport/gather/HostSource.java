package org.rop2p.transport.gather;

import java.util.List;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;

/** The socket itself, and the addresses of this machine by which it can be reached. */
public final class HostSource implements CandidateSource {
  private final Base base;
  private final List<IceCandidate> hosts;
  private final CandidateSink sink;

  public HostSource(Base base, List<IceCandidate> hosts, CandidateSink sink) {
    this.base = base;
    this.hosts = hosts;
    this.sink = sink;
  }

  @Override
  public void start() {
    sink.added(base);
    hosts.forEach(sink::found);
  }

  @Override
  public void close() {
    // Nothing is under way.
  }
}
