package org.rop2p.transport.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The value of address attributes, plain or masked (RFC 8489 sections 14.1 and 14.2). */
final class StunAddress {
  private static final int HEADER = 4;

  /** Where the magic cookie and the transaction id stand, which are the mask. */
  private static final int MASK = 4;

  private StunAddress() {}

  /**
   * Reads the {@code length} bytes at {@code start}.
   *
   * @return empty if they are not an address
   */
  static Optional<InetSocketAddress> read(
      ByteBuffer message, int start, int length, boolean masked) {
    if (length < HEADER) {
      return Optional.empty();
    }
    int family = message.get(start + 1);
    int size = family == StunFormat.FAMILY_IPV4 ? 4 : family == StunFormat.FAMILY_IPV6 ? 16 : -1;
    if (length != HEADER + size) {
      return Optional.empty();
    }
    int port = message.getShort(start + 2) & 0xFFFF;
    byte[] ip = new byte[size];
    message.get(start + HEADER, ip);
    if (masked) {
      port ^= StunFormat.MAGIC_COOKIE >>> 16;
      mask(ip, message);
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(ip), port));
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }

  /** The value for a message that has its header already. */
  static byte[] masked(InetSocketAddress address, ByteBuffer message) {
    byte[] ip = address.getAddress().getAddress();
    mask(ip, message);
    return value(ip, address.getPort() ^ (StunFormat.MAGIC_COOKIE >>> 16));
  }

  static byte[] plain(InetSocketAddress address) {
    return value(address.getAddress().getAddress(), address.getPort());
  }

  private static byte[] value(byte[] ip, int port) {
    return ByteBuffer.allocate(HEADER + ip.length)
        .putShort((short) (ip.length == 4 ? StunFormat.FAMILY_IPV4 : StunFormat.FAMILY_IPV6))
        .putShort((short) port)
        .put(ip)
        .array();
  }

  private static void mask(byte[] ip, ByteBuffer message) {
    for (int i = 0; i < ip.length; i++) {
      ip[i] ^= message.get(MASK + i);
    }
  }
}
