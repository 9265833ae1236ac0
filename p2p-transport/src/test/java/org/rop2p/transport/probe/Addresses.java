package org.rop2p.transport.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Addresses of the tests. */
final class Addresses {
  private Addresses() {}

  /** An address from its text, without a look-up. */
  static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static VouchedAddress vouched(InetAddress address) {
    return VouchedAddress.of(address, List.of(address)).orElseThrow();
  }
}
