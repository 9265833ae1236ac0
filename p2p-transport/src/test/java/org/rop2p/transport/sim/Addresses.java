package org.rop2p.transport.sim;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Literal addresses, never resolved. */
public final class Addresses {
  private Addresses() {}

  public static InetAddress ip(String literal) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
    if (bytes == null) {
      throw new IllegalArgumentException("Not a literal address: " + literal);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }

  public static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(ip(literal), port);
  }
}
