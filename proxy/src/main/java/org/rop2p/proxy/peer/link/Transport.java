package org.rop2p.proxy.peer.link;

import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkSignals;

/** What makes links, as {@link org.rop2p.transport.PeerEndpoint} does. */
public interface Transport extends AutoCloseable {
  /** Our own. */
  Fingerprint fingerprint();

  /** Begins a link; an older one to the same proxy goes down. */
  TransportLink link(Fingerprint remote, LinkSignals signals, LinkListener listener);

  @Override
  void close();
}
