package org.rop2p.transport.quic;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.incubator.codec.quic.QuicStreamChannel;

/** Gives a stream that a peer opens to the connection it belongs to. */
@ChannelHandler.Sharable
final class AcceptedStreams extends ChannelInboundHandlerAdapter {
  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
    LinkConnection connection = stream.parent().attr(LinkConnection.KEY).get();
    if (connection == null) {
      ctx.close();
    } else {
      connection.opened(stream);
    }
  }
}
