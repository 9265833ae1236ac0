package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.ServerKind;

/** One of the servers: what it does with the packets of its clients. Event loop only. */
interface Service {
  ServerKind kind();

  /** A whole packet with its plain id; {@code frame} need not be released. */
  void received(Connection connection, int id, ByteBuf frame);

  /**
   * The connection is gone.
   *
   * @param kicked whether the server ended it
   */
  void closed(Connection connection, boolean kicked);
}
