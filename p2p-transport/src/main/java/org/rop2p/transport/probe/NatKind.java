package org.rop2p.transport.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How our NAT maps the main socket (RFC 4787 section 4.1), as far as STUN servers can tell. */
public enum NatKind {
  /** Too little was seen to tell. */
  UNKNOWN,
  /** The servers see the socket's own address. */
  NONE,
  /** Endpoint-independent mapping: every server sees one and the same address. */
  CONE,
  /** The address seen depends on who is asked. */
  SYMMETRIC;

  /**
   * Judges by IPv4 alone; IPv6 is not translated.
   *
   * <p>Servers on one address cannot tell a cone from a mapping that depends on the address only,
   * so two servers on different addresses are needed for {@link #CONE}.
   *
   * @param own addresses of this machine, with the main socket's port
   * @param mapped by each server asked, the address that it saw; all from the main socket
   */
  public static NatKind of(
      Set<InetSocketAddress> own, Map<InetSocketAddress, InetSocketAddress> mapped) {
    Set<InetAddress> servers = new HashSet<>();
    Set<InetSocketAddress> seen = new HashSet<>();
    mapped.forEach(
        (server, address) -> {
          if (address.getAddress() instanceof Inet4Address) {
            servers.add(server.getAddress());
            seen.add(address);
          }
        });
    if (seen.size() > 1) {
      return SYMMETRIC;
    }
    if (seen.stream().anyMatch(own::contains)) {
      return NONE;
    }
    return servers.size() > 1 ? CONE : UNKNOWN;
  }
}
