package org.rop2p.transport.gather;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.rop2p.transport.EndpointConfig;

/** Which addresses are worth a check, and may be sent one at a peer's word. */
public record CandidatePolicy(boolean loopback, InetAddress bound) {
  public static CandidatePolicy of(EndpointConfig config, InetAddress bound) {
    return new CandidatePolicy(config.exposure().loopback(), bound);
  }

  /**
   * Unicast, of a family that the socket can send to. Link-local addresses are left out: they mean
   * nothing without a zone, which a candidate cannot carry (RFC 8839 section 5.1).
   */
  public boolean allows(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    if (ip.isAnyLocalAddress() || ip.isMulticastAddress() || ip.isLinkLocalAddress()) {
      return false;
    }
    if (ip.isLoopbackAddress() && !loopback) {
      return false;
    }
    // 240.0.0.0/4 is reserved, 255.255.255.255 is broadcast.
    boolean ipv4 = ip.getAddress().length == 4;
    if (ipv4 && (ip.getAddress()[0] & 0xF0) == 0xF0) {
      return false;
    }
    return bound.isAnyLocalAddress() || bound.getAddress().length == ip.getAddress().length;
  }
}
