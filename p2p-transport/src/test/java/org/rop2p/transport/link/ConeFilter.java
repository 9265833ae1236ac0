package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rop2p.transport.DatagramFilter;

/**
 * A NAT that filters by address and port (RFC 4787 section 5), before the whole endpoint: in comes
 * what was sent to. The peer's main socket stands for the mapping that its symmetric NAT has for
 * others than us: it cannot be met.
 */
final class ConeFilter implements DatagramFilter {
  private final Set<InetSocketAddress> sentTo = ConcurrentHashMap.newKeySet();
  private volatile InetSocketAddress unmet = new InetSocketAddress(0);

  void unmet(InetSocketAddress mainSocketOfPeer) {
    unmet = mainSocketOfPeer;
  }

  /** To how many addresses this endpoint has sent. */
  int sentTo() {
    return sentTo.size();
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    if (remote.equals(unmet)) {
      return false;
    }
    if (direction == Direction.OUT) {
      sentTo.add(remote);
    }
    return sentTo.contains(remote);
  }
}
