package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;

/** What a connection tells its link, on the event loop. Buffers are lent for the call. */
public interface ConnectionListener {
  /** The peer has spoken and can take datagrams: called once, before any message. */
  void ready(LinkConnection connection);

  void reliable(LinkConnection connection, ByteBuf message);

  void datagram(LinkConnection connection, ByteBuf message);

  /** The peer answered the ping with this number. */
  void pong(LinkConnection connection, long number);

  /** Anything came from the peer; called before what it means. */
  void heard(LinkConnection connection);

  /** Called once, last. */
  void ended(LinkConnection connection, ConnectionEnd end);
}
