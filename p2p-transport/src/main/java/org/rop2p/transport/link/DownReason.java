package org.rop2p.transport.link;

import org.rop2p.transport.LinkDown;
import org.rop2p.transport.quic.ConnectionEnd;

/** What a link's user is told, from what happened below. */
final class DownReason {
  private DownReason() {}

  /** The end of a link by the end of its connection. */
  static LinkDown of(ConnectionEnd end) {
    return switch (end) {
      case CLOSED -> LinkDown.CLOSED;
      case PEER_CLOSED -> LinkDown.PEER_CLOSED;
      case TLS -> LinkDown.TLS_REFUSED;
      case PROTOCOL -> LinkDown.PROTOCOL;
      case FAILED -> LinkDown.SILENT;
    };
  }

  /**
   * A path that goes silent before the link was up is a handshake that failed.
   *
   * @param refused whether some handshake was seen to fail by a certificate
   */
  static LinkDown beforeUp(LinkDown reason, boolean refused) {
    if (reason != LinkDown.SILENT) {
      return reason;
    }
    return refused ? LinkDown.TLS_REFUSED : LinkDown.HANDSHAKE_FAILED;
  }
}
