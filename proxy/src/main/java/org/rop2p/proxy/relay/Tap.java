package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/**
 * Sees the bytes of all connections as they come from clients and servers, before anything is done
 * to them. Thread-safe; called on event loops: never blocks, never throws.
 */
public interface Tap {
  /** Sees nothing. */
  Tap NONE = (kind, server, protocol) -> null;

  /**
   * A client and a server are joined; null: this connection is not looked at.
   *
   * @param protocol by which the relay reads them
   */
  Line joined(ServerKind kind, InetSocketAddress server, Protocol protocol);

  /** One connection. Called on its loop. */
  interface Line {
    /**
     * The relay reads the frames of both directions by another protocol from here on, and those of
     * which only a part has come.
     */
    void readBy(Protocol protocol);

    /**
     * Bytes came. They are lent for the call.
     *
     * @param sure whether the frames that end in them are what the protocol makes of them; not so
     *     where the client date is yet to be found, and dates that may be it do not agree
     */
    void came(Direction direction, ByteBuf bytes, boolean sure);

    /** The sender of this direction will send no more, or has reset the connection. */
    void ended(Direction direction, boolean reset);

    /** Both sockets are closed. */
    void over();
  }
}
