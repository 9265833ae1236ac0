package org.rop2p.transport.ice;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

/**
 * Where datagrams of ours leave from and answers come to (RFC 8445 section 3): a socket, or our
 * address at a relay. A base and a remote address together are a {@link Route}.
 *
 * @param number tells the bases of a process apart
 * @param relay whether it is an address at a relay
 * @param ipv4 whether IPv4 addresses can be reached from it
 * @param ipv6 whether IPv6 addresses can be reached from it
 */
public record Base(int number, boolean relay, boolean ipv4, boolean ipv6) {
  /** A base at a relay, which gives addresses of one family. */
  public static Base relay(int number, InetSocketAddress relayed) {
    boolean four = relayed.getAddress() instanceof Inet4Address;
    return new Base(number, true, four, !four);
  }

  /** A socket of ours, bound to this address; the wildcard address serves both families. */
  public static Base socket(int number, InetSocketAddress bound) {
    boolean any = bound.getAddress().isAnyLocalAddress();
    boolean four = bound.getAddress() instanceof Inet4Address;
    return new Base(number, false, any || four, any || !four);
  }

  /** Whether datagrams to there can leave from here. */
  public boolean reaches(InetSocketAddress remote) {
    return remote.getAddress() instanceof Inet4Address ? ipv4 : ipv6;
  }
}
