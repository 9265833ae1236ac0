package org.rop2p.transport.mapping;

import java.net.InetAddress;
import java.util.List;

/**
 * Whether anybody on the internet can send to an address. A gateway whose external address is no
 * such one stands behind another NAT, and its mapping alone leads nowhere.
 *
 * <p>Addresses for documentation count as global: nobody has them, but rehearsals do.
 */
final class GlobalUnicast {
  private record Prefix(int first, int second, int bits) {
    boolean covers(byte[] ip) {
      int address = (ip[0] & 0xFF) << 8 | (ip[1] & 0xFF);
      return (address ^ (first << 8 | second)) >>> (16 - bits) == 0;
    }
  }

  /** Of the IANA IPv4 Special-Purpose Address Registry, and of multicast. */
  private static final List<Prefix> NOT_GLOBAL =
      List.of(
          new Prefix(0, 0, 8), // this network
          new Prefix(10, 0, 8), // private
          new Prefix(100, 64, 10), // carrier-grade NAT
          new Prefix(127, 0, 8), // loopback
          new Prefix(169, 254, 16), // link-local
          new Prefix(172, 16, 12), // private
          new Prefix(192, 168, 16), // private
          new Prefix(198, 18, 15), // benchmarks
          new Prefix(224, 0, 4), // multicast
          new Prefix(240, 0, 4)); // reserved, broadcast

  /** 192.0.0.0/24: IETF protocol assignments, DS-Lite among them (RFC 6890). */
  private static boolean isProtocolAssignment(byte[] ip) {
    return (ip[0] & 0xFF) == 192 && ip[1] == 0 && ip[2] == 0;
  }

  private GlobalUnicast() {}

  static boolean contains(InetAddress address) {
    byte[] ip = address.getAddress();
    if (ip.length == 4) {
      return !isProtocolAssignment(ip) && NOT_GLOBAL.stream().noneMatch(p -> p.covers(ip));
    }
    return (ip[0] & 0xE0) == 0x20; // 2000::/3 (RFC 4291 section 2.4)
  }
}
