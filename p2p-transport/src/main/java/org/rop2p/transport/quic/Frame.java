package org.rop2p.transport.quic;

/**
 * What the first byte of a stream message or datagram says.
 *
 * <p>On the stream a message is {@code u16 length, u8 type, payload}, the length counting type and
 * payload; in a datagram it is {@code u8 type, payload}. Numbers are big-endian.
 */
final class Frame {
  /** Stream: {@code u8 version}; the first message of either side. */
  static final int HELLO = 1;

  /** Stream and datagram: a message of the link's user. */
  static final int DATA = 2;

  /** Datagram: {@code u64 number}, to be sent back in a PONG. */
  static final int PING = 3;

  /** Datagram: {@code u64 number} of a PING. */
  static final int PONG = 4;

  static final int VERSION = 1;

  static final int LENGTH_BYTES = 2;
  static final int TYPE_BYTES = 1;
  static final int PING_BYTES = TYPE_BYTES + Long.BYTES;

  private Frame() {}
}
