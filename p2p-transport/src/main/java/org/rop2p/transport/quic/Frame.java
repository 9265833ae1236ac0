package org.rop2p.transport.quic;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.seal.Lane;
import org.rop2p.transport.socket.Protocol;

/**
 * What the type of a stream message or datagram says.
 *
 * <p>On the stream a message is {@code u16 length, u8 type, payload}, the length counting type and
 * payload. A datagram goes beside QUIC, as {@code u8 }{@link Protocol#SEALED_BYTE} and a seal
 * around {@code u8 type, payload}. Numbers are big-endian.
 */
final class Frame {
  /** Stream: a {@link org.rop2p.transport.seal.Hello}; the first message of either side. */
  static final int HELLO = 1;

  /** Stream and datagram: a message of the link's user, under the seal if one was agreed on. */
  static final int DATA = 2;

  /** Datagram: {@code u64 number}, to be sent back in a PONG. */
  static final int PING = 3;

  /** Datagram: {@code u64 number} of a PING. */
  static final int PONG = 4;

  static final int LENGTH_BYTES = 2;
  static final int TYPE_BYTES = 1;
  static final int PING_BYTES = TYPE_BYTES + Long.BYTES;

  /** The largest payload of the stream: a message of that size, sealed. */
  static final int MAX_STREAM_PAYLOAD = PeerLink.MAX_MESSAGE + Lane.OVERHEAD;

  /** The largest datagram, its first byte included. */
  static final int MAX_DATAGRAM = 1 + Lane.OVERHEAD + TYPE_BYTES + PeerLink.MAX_DATAGRAM;

  private Frame() {}

  /** Cuts the stream into what follows each length. */
  static ChannelHandler decoder() {
    return new LengthFieldBasedFrameDecoder(
        LENGTH_BYTES + TYPE_BYTES + MAX_STREAM_PAYLOAD, 0, LENGTH_BYTES, 0, LENGTH_BYTES);
  }
}
