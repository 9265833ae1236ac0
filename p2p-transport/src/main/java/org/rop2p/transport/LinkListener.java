package org.rop2p.transport;

import io.netty.buffer.ByteBuf;

/**
 * What happens on a link.
 *
 * <p>Called on the endpoint's event loop; must not block. Buffers are lent: valid during the call
 * only, {@link ByteBuf#retain()} to keep. An exception thrown here is logged and ends the call,
 * nothing else.
 */
public interface LinkListener {
  /** Both sides have said hello and can send: called at most once, before any message. */
  void up(LinkUp up);

  /**
   * Whether a message is wanted, asked as soon as it is known to come from the peer: on the stream,
   * which is inside TLS, before its seal is opened. If not it is dropped; one of the stream, whose
   * order that breaks, takes the link along: {@link LinkDown#CLOSED}.
   *
   * @param bytes of the message as it came, its seal included
   */
  default boolean admits(int bytes) {
    return true;
  }

  /**
   * A message of the stream was not what the peer sealed, or was opened before: the link ends. It
   * came inside the peer's TLS, so nobody but the peer can have sent it; of datagrams, which
   * anybody can send, such ones are only counted.
   */
  default void sealBroken() {}

  /** A message of the reliable stream, in the order sent. */
  void reliable(ByteBuf message);

  /** A datagram: may be missing, late, out of order; never twice. */
  void datagram(ByteBuf message);

  /** The link's packets take another way; its label may be the same. Only while up. */
  void pathChanged(LinkPath path);

  /** Called exactly once, also when the link never was up; nothing is called after it. */
  void down(LinkDown reason);
}
