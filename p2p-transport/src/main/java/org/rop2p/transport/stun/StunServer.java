package org.rop2p.transport.stun;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A STUN server that tells whoever asks its address as seen from here (RFC 8489 section 6.3). */
public final class StunServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StunServer.class);
  private static final long CLOSE_SECONDS = 5;

  private final EventLoopGroup group;
  private final Channel channel;

  private StunServer(EventLoopGroup group, Channel channel) {
    this.group = group;
    this.channel = channel;
  }

  /**
   * Starts a server; blocks until its socket is bound.
   *
   * @param bind port 0 picks a free one
   * @throws IOException if the address can't be bound, in words for people
   */
  public static StunServer open(InetSocketAddress bind) throws IOException {
    EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("stun-server", true));
    ChannelFuture bound =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(new Responder())
            .bind(bind)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
      throw new IOException(
          "Cannot open UDP " + bind + " for STUN: choose another address or port", bound.cause());
    }
    return new StunServer(group, bound.channel());
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Closes the socket and ends the thread; not to be called on an event loop. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static final class Responder extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
      byte[] datagram = ByteBufUtil.getBytes(packet.content());
      StunBinding.answer(datagram, packet.sender())
          .ifPresent(
              answer ->
                  ctx.writeAndFlush(
                      new DatagramPacket(Unpooled.wrappedBuffer(answer), packet.sender()),
                      ctx.voidPromise()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("STUN socket: {}", cause.toString());
    }
  }
}
