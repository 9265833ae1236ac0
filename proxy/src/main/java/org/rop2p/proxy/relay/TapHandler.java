package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.rop2p.codec.Direction;

/** Shows a {@link Tap} what one socket of a connection brings. */
final class TapHandler extends ChannelInboundHandlerAdapter {
  private final Tap.Line line;
  private final Direction direction;

  TapHandler(Tap.Line line, Direction direction) {
    this.line = line;
    this.direction = direction;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    line.came(direction, (ByteBuf) msg);
    ctx.fireChannelRead(msg);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      line.ended(direction, false);
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    line.ended(direction, true);
    ctx.fireExceptionCaught(cause);
  }
}
