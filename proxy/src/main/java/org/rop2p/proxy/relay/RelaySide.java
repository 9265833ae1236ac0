package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;

/** What one of the two sockets of a connection does. Called on its event loop. */
interface RelaySide {
  /** Bytes came. Takes ownership. */
  void read(ByteBuf bytes);

  /** Nothing more to read for now. */
  void readComplete();

  /** It will send no more: the other side is told once it has everything. */
  void finished();

  /** It was closed or reset: so is the other side, as it would be without us. */
  void gone(boolean reset);

  /** It takes bytes again, or takes no more for now. */
  void writabilityChanged();
}
