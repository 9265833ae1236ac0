package org.rop2p.bench.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.bench.world.Town;

/** The opponent: a UDP socket on an event loop of its own, with an endpoint's options. Loopback. */
final class RawSocket implements AutoCloseable {
  private static final int SOCKET_BUFFER = 1 << 20;
  private static final int RECEIVE_BUFFER = 2_048;

  private final EventLoopGroup group;
  private final Channel channel;

  private RawSocket(EventLoopGroup group, Channel channel) {
    this.group = group;
    this.channel = channel;
  }

  /** One that sends back what it gets. */
  static RawSocket echo() throws IOException {
    return open(
        new SimpleChannelInboundHandler<DatagramPacket>() {
          @Override
          protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            context.writeAndFlush(
                new DatagramPacket(packet.content().copy(), packet.sender()),
                context.voidPromise());
          }
        });
  }

  /**
   * One that hands on what it gets.
   *
   * @param listener called on the event loop; buffers are lent
   */
  static RawSocket hearing(Consumer<ByteBuf> listener) throws IOException {
    return open(
        new SimpleChannelInboundHandler<DatagramPacket>() {
          @Override
          protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            listener.accept(packet.content());
          }
        });
  }

  private static RawSocket open(SimpleChannelInboundHandler<DatagramPacket> handler)
      throws IOException {
    EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("raw-udp", true));
    try {
      return new RawSocket(
          group,
          new Bootstrap()
              .group(group)
              .channel(NioDatagramChannel.class)
              .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
              .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
              .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
              .handler(handler)
              .bind(Town.loopback(0))
              .syncUninterruptibly()
              .channel());
    } catch (RuntimeException e) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException("a UDP socket on loopback cannot be opened: " + e.getMessage(), e);
    }
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Sends a message and takes ownership of it; from any thread. */
  boolean send(ByteBuf message, InetSocketAddress to) {
    channel.writeAndFlush(new DatagramPacket(message, to), channel.voidPromise());
    return true;
  }

  @Override
  public void close() {
    channel.close();
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
