package org.rop2p.proxy.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/** Ends one direction of a socket, and the socket when the other direction has ended, too. */
final class HalfClose {
  private HalfClose() {}

  /** Sends no more once everything written is sent. */
  static void output(Channel channel) {
    DuplexChannel duplex = (DuplexChannel) channel;
    if (duplex.isOutputShutdown() || !duplex.isActive()) {
      return;
    }
    // Netty drops what is still queued when output is shut down: wait until it is written.
    duplex
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written ->
                duplex
                    .shutdownOutput()
                    .addListener(
                        shut -> {
                          if (duplex.isInputShutdown()) {
                            duplex.close();
                          }
                        }));
  }
}
