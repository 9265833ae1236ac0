package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.rop2p.transport.ice.Route;

/** A link as the demultiplexer sees it. Event loop only. */
public interface QuicRoute {
  /** The fixed address by which QUIC knows the peer. */
  InetSocketAddress virtualAddress();

  /** Whether this side is the QUIC client. */
  boolean isQuicClient();

  /** Whether a datagram that may open a connection is welcome. */
  boolean acceptsConnection();

  /**
   * Takes a datagram that may open a connection, which could not be answered yet for want of a
   * path. It is for {@link Demultiplexer#again} as soon as there is one: the peer would say it once
   * more only after a second (RFC 9002 section 6.2.2).
   *
   * @param datagram all of it; lent for the call
   * @return false if too many wait already
   */
  boolean keeps(ByteBuf datagram);

  /** Where the link's datagrams go now. */
  Optional<Route> path();

  /**
   * Takes a sealed datagram from the peer's address, which anybody may have sent.
   *
   * @param datagram all of it; lent for the call
   * @return false if the link is not up
   */
  boolean sealed(ByteBuf datagram);

  /** The system took a datagram for this link, or refused it. */
  void written(boolean success);
}
