package org.rop2p.transport.gather;

import java.net.InetAddress;
import org.rop2p.transport.address.SpecialPurpose;

/**
 * Whom a relay may be asked to send to. coturn closes the whole allocation when its system refuses
 * one datagram, so that a peer who names an address that the relay cannot send to would cut the
 * links of all others. Pure.
 */
final class RelayScope {
  private static final int LAST_OCTET = 3;

  private RelayScope() {}

  /**
   * Whether it makes sense, and is safe, for a relay here to send there.
   *
   * @param relay our address at it
   */
  static boolean reaches(InetAddress relay, InetAddress peer) {
    byte[] here = relay.getAddress();
    byte[] there = peer.getAddress();
    if (here.length != there.length) {
      return false;
    }
    if (!SpecialPurpose.isReachable(relay)) {
      return true; // a rehearsal inside one network
    }
    return SpecialPurpose.isReachable(peer) && !mayBeItsBroadcast(here, there);
  }

  /** The last address of a network of 256 or more that the relay may be in (RFC 919). */
  private static boolean mayBeItsBroadcast(byte[] here, byte[] there) {
    return there.length == LAST_OCTET + 1
        && there[LAST_OCTET] == (byte) 0xFF
        && here[0] == there[0]
        && here[1] == there[1];
  }
}
