package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;

/** What a datagram is, told by its first byte (RFC 7983 as updated by RFC 9443). */
public enum Protocol {
  STUN,
  QUIC,
  /** A message of a link, sealed, beside its QUIC connection. */
  SEALED,
  NONE;

  /** First byte of {@link #SEALED}: from the range of RTP, which goes beside DTLS as this does. */
  public static final int SEALED_BYTE = 0x80;

  /** Header form and fixed bit of a long header (RFC 9000 section 17.2). */
  private static final int LONG_HEADER = 0xC0;

  /** Long packet type, and its values that a client opens a connection with. */
  private static final int LONG_TYPE = 0x30;

  private static final int INITIAL = 0x00;
  private static final int ZERO_RTT = 0x10;

  static Protocol of(ByteBuf datagram) {
    if (!datagram.isReadable()) {
      return NONE;
    }
    int first = datagram.getUnsignedByte(datagram.readerIndex());
    if (first <= 3) {
      return STUN;
    }
    if (first == SEALED_BYTE) {
      return SEALED;
    }
    // 64 to 79 would be TURN channel data, but only from the TURN server: half of all short QUIC
    // headers start so.
    return (first >= 64 && first <= 127) || first >= 192 ? QUIC : NONE;
  }

  /** Whether a QUIC datagram may open a connection. */
  static boolean opensConnection(ByteBuf datagram) {
    int first = datagram.getUnsignedByte(datagram.readerIndex());
    int type = first & LONG_TYPE;
    return (first & LONG_HEADER) == LONG_HEADER && (type == INITIAL || type == ZERO_RTT);
  }
}
