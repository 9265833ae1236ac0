package org.rop2p.transport.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are not those of somebody on the internet (RFC 6890 and the IANA Special-Purpose
 * Address Registries).
 */
public final class SpecialPurpose {
  /** RFC 6598: between a subscriber's router and the NAT of his carrier. */
  private static final Prefix CARRIER = new Prefix(100, 64, 0, 10);

  private static final List<Prefix> NOT_GLOBAL =
      List.of(
          CARRIER,
          new Prefix(0, 0, 0, 8), // this network
          new Prefix(10, 0, 0, 8), // private
          new Prefix(127, 0, 0, 8), // loopback
          new Prefix(169, 254, 0, 16), // link-local
          new Prefix(172, 16, 0, 12), // private
          new Prefix(192, 0, 0, 24), // protocol assignments, DS-Lite among them
          new Prefix(192, 88, 99, 24), // 6to4 relay anycast, deprecated
          new Prefix(192, 168, 0, 16), // private
          new Prefix(198, 18, 0, 15), // benchmarks
          new Prefix(224, 0, 0, 4), // multicast
          new Prefix(240, 0, 0, 4)); // reserved, broadcast

  /** RFC 5737: nobody has them, but rehearsals do. */
  private static final List<Prefix> DOCUMENTATION =
      List.of(new Prefix(192, 0, 2, 24), new Prefix(198, 51, 100, 24), new Prefix(203, 0, 113, 24));

  private SpecialPurpose() {}

  /**
   * Whether anybody on the internet could send to this address. Those for documentation count, too.
   */
  public static boolean isReachable(InetAddress address) {
    return address instanceof Inet4Address
        ? NOT_GLOBAL.stream().noneMatch(prefix -> prefix.holds(address))
        : (address.getAddress()[0] & 0xE0) == 0x20; // 2000::/3 (RFC 4291 section 2.4)
  }

  /** Whether this may be the IPv4 address of somebody on the internet. */
  public static boolean isPublicIpv4(InetAddress address) {
    return address instanceof Inet4Address
        && isReachable(address)
        && DOCUMENTATION.stream().noneMatch(prefix -> prefix.holds(address));
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
