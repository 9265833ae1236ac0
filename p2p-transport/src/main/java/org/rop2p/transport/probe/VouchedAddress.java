package org.rop2p.transport.probe;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;

/**
 * A peer's public address that somebody else has seen it at. What a peer says of itself is never
 * enough: it could name a third party, and have us scan that.
 */
public final class VouchedAddress {
  private final InetAddress ip;

  private VouchedAddress(InetAddress ip) {
    this.ip = ip;
  }

  /**
   * The claimed address, if it was seen.
   *
   * @param claimed by the peer
   * @param seen addresses that a coordinator or a STUN server of ours saw the peer at
   * @return empty if none of them is the claimed one
   */
  public static Optional<VouchedAddress> of(InetAddress claimed, Collection<InetAddress> seen) {
    return seen.contains(claimed) ? Optional.of(new VouchedAddress(claimed)) : Optional.empty();
  }

  public InetAddress ip() {
    return ip;
  }

  @Override
  public String toString() {
    return ip.getHostAddress();
  }
}
