package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.rop2p.codec.Direction;
import org.rop2p.codec.ServerKind;

/**
 * Sees the bytes of all connections as they come from clients and servers, before anything is done
 * to them. Thread-safe; called on event loops: never blocks, never throws.
 */
public interface Tap {
  /** Sees nothing. */
  Tap NONE = (kind, server) -> null;

  /** A client and a server are joined; null: this connection is not looked at. */
  Line joined(ServerKind kind, InetSocketAddress server);

  /** One connection. Called on its loop. */
  interface Line {
    /** Bytes came. They are lent for the call. */
    void came(Direction direction, ByteBuf bytes);

    /** The sender of this direction will send no more, or has reset the connection. */
    void ended(Direction direction, boolean reset);

    /** Both sockets are closed. */
    void over();
  }
}
