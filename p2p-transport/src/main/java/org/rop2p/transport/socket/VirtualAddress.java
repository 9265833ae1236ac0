package org.rop2p.transport.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * The addresses by which QUIC knows links: 240.0.0.0/4 (RFC 1112 section 4, reserved), port 1.
 *
 * <p>QUIC never sees a real address, so a NAT rebinding or another path are no matter of QUIC's,
 * and a forged source address redirects nothing.
 */
public final class VirtualAddress {
  private static final int NETWORK = 0xF0000000;
  private static final int HOSTS = 0x0FFFFFFF;
  private static final int PORT = 1;

  private VirtualAddress() {}

  /** The address of the link with this number; the same again only after 2^28 links. */
  public static InetSocketAddress of(int number) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(NETWORK | (number & HOSTS)).array();
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), PORT);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** The number of the link with this address; of no link if it isn't virtual. */
  public static OptionalInt number(InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    if (bytes.length != Integer.BYTES || (bytes[0] & 0xF0) != 0xF0) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(ByteBuffer.wrap(bytes).getInt() & HOSTS);
  }
}
