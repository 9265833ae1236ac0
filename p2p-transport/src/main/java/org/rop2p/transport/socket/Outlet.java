package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;

/** How datagrams leave from one base. Event loop only. */
public interface Outlet {
  /**
   * Sends with the next {@link #flush}.
   *
   * @param datagram the outlet's from now on
   * @param written completed when the system took it or refused it, or when it was left out
   * @return false if it was left out, which is counted
   */
  boolean write(InetSocketAddress to, ByteBuf datagram, ChannelPromise written);

  /** Sends what was written. */
  void flush();
}
