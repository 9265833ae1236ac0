package org.rop2p.transport.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Where things stand in a MAP message (RFC 6887 sections 7.1, 7.2 and 11.1). */
final class PcpFormat {
  static final byte MAP = 1;
  static final int RESPONSE = 0x80;
  static final int HEADER = 24;
  static final int PROTOCOL = 36;
  static final int INTERNAL_PORT = 40;
  static final int MAP_MESSAGE = 60;
  static final byte UDP = 17;
  private static final int EXTERNAL_PORT = 42;
  private static final int EXTERNAL_ADDRESS = 44;
  private static final int OPTION_HEADER = 4;
  private static final int IPV6_LENGTH = 16;

  private PcpFormat() {}

  static void writeMap(
      ByteBuffer bytes, PcpNonce nonce, int internalPort, InetSocketAddress external) {
    nonce.write(bytes);
    bytes.put(UDP).put((byte) 0).putShort((short) 0);
    bytes.putShort((short) internalPort).putShort((short) external.getPort());
    bytes.put(ipv6(external.getAddress()));
  }

  static InetSocketAddress external(ByteBuffer bytes) {
    return new InetSocketAddress(
        address(bytes, EXTERNAL_ADDRESS), bytes.getShort(EXTERNAL_PORT) & 0xFFFF);
  }

  /** An IPv4 address stands as ::ffff:a.b.c.d (RFC 6887 section 5). */
  static byte[] ipv6(InetAddress address) {
    byte[] ip = address.getAddress();
    if (ip.length == IPV6_LENGTH) {
      return ip;
    }
    ByteBuffer mapped = ByteBuffer.allocate(IPV6_LENGTH);
    mapped.position(10);
    mapped.putShort((short) 0xFFFF).put(ip);
    return mapped.array();
  }

  static InetAddress address(ByteBuffer bytes, int at) {
    byte[] ip = new byte[IPV6_LENGTH];
    bytes.get(at, ip);
    try {
      // A mapped IPv4 address is made an Inet4Address here.
      return InetAddress.getByAddress(ip);
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an address", e);
    }
  }

  /** Whether the rest are options that fit (RFC 6887 section 7.3). */
  static boolean areOptions(ByteBuffer bytes, int from) {
    int at = from;
    while (at < bytes.capacity()) {
      // The message's length is a multiple of four, so that an option's header is there.
      int length = bytes.getShort(at + 2) & 0xFFFF;
      at += OPTION_HEADER + (length + 3) / 4 * 4;
    }
    return at == bytes.capacity();
  }
}
