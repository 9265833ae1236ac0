package org.rop2p.transport.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Which IPv4 addresses may be those of a NAT on the internet (RFC 6890 and the IANA registry). */
public final class PublicAddress {
  /** RFC 6598: between a subscriber's router and the NAT of his carrier. */
  private static final Prefix CARRIER = new Prefix(100, 64, 0, 10);

  private static final List<Prefix> SPECIAL =
      List.of(
          CARRIER,
          new Prefix(0, 0, 0, 8), // this network
          new Prefix(10, 0, 0, 8), // private
          new Prefix(127, 0, 0, 8), // loopback
          new Prefix(169, 254, 0, 16), // link-local
          new Prefix(172, 16, 0, 12), // private
          new Prefix(192, 0, 0, 24), // protocol assignments
          new Prefix(192, 0, 2, 24), // documentation
          new Prefix(192, 88, 99, 24), // 6to4 relay anycast, deprecated
          new Prefix(192, 168, 0, 16), // private
          new Prefix(198, 18, 0, 15), // benchmarks
          new Prefix(198, 51, 100, 24), // documentation
          new Prefix(203, 0, 113, 24), // documentation
          new Prefix(224, 0, 0, 4), // multicast
          new Prefix(240, 0, 0, 4)); // reserved, broadcast

  private PublicAddress() {}

  /** Whether this is a public unicast address of IPv4. */
  public static boolean isUnicast(InetAddress address) {
    return address instanceof Inet4Address
        && SPECIAL.stream().noneMatch(prefix -> prefix.holds(address));
  }

  /** Whether this address says that a carrier's NAT follows. */
  public static boolean isCarriers(InetAddress address) {
    return address instanceof Inet4Address && CARRIER.holds(address);
  }

  private record Prefix(int bits, int length) {
    Prefix(int first, int second, int third, int length) {
      this((first << 24) | (second << 16) | (third << 8), length);
    }

    boolean holds(InetAddress address) {
      int value = 0;
      for (byte octet : address.getAddress()) {
        value = (value << 8) | (octet & 0xFF);
      }
      return (value ^ bits) >>> (Integer.SIZE - length) == 0;
    }
  }
}
