package org.rop2p.coordinator.limits;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one address: an IPv4 address, or the /64 of an IPv6 one, as one household has at
 * least that many (RFC 6177). An IPv4 address in IPv6 form is the IPv4 address.
 *
 * @param text for comparing only
 */
record AddressBlock(String text) {
  private static final int IPV4_BYTES = 4;
  private static final int PREFIX_BYTES = 8;

  /** RFC 4291 section 2.5.5.2: ::ffff:a.b.c.d. */
  private static final int MAPPED_BYTES = 12;

  /** What is no literal address is a block of its own; nothing is ever looked up. */
  static AddressBlock of(String ip) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(ip.replaceFirst("%.*", ""));
    if (bytes == null) {
      return new AddressBlock(ip);
    }
    if (isMapped(bytes)) {
      bytes = Arrays.copyOfRange(bytes, MAPPED_BYTES, bytes.length);
    }
    return new AddressBlock(
        bytes.length == IPV4_BYTES
            ? NetUtil.bytesToIpAddress(bytes)
            : HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) + "::/64");
  }

  private static boolean isMapped(byte[] bytes) {
    return bytes.length > IPV4_BYTES
        && bytes[10] == (byte) 0xff
        && bytes[11] == (byte) 0xff
        && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10);
  }

  /** 127.0.0.0/8 or ::1. */
  static boolean isLoopback(String ip) {
    return ip.startsWith("127.") || ip.equals("::1") || ip.matches("(0+:){7}0*1(%.*)?");
  }
}
