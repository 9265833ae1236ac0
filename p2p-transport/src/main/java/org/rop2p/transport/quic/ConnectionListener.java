package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;

/** What a connection tells its link, on the event loop. Buffers are lent for the call. */
public interface ConnectionListener {
  /** Both have said hello: called once, before any message. */
  void ready(LinkConnection connection);

  /**
   * Whether to take a message of so many bytes, its seal included: asked on the stream before that
   * is opened. Without it the message is lost, and on the stream the connection with it, which ends
   * as {@link ConnectionEnd#CLOSED}.
   */
  boolean admits(LinkConnection connection, int bytes);

  void reliable(LinkConnection connection, ByteBuf message);

  void datagram(LinkConnection connection, ByteBuf message);

  /**
   * The seal of a message of the stream did not hold, or it came again: the connection ends as
   * {@link ConnectionEnd#PROTOCOL}.
   */
  void sealBroken(LinkConnection connection);

  /** A datagram was lost that the peer did not send, or that came again: no fault of the peer's. */
  void forged(LinkConnection connection);

  /** The peer answered the ping with this number. */
  void pong(LinkConnection connection, long number);

  /** Anything came from the peer; called before what it means. */
  void heard(LinkConnection connection);

  /** Called once, last. */
  void ended(LinkConnection connection, ConnectionEnd end);
}
