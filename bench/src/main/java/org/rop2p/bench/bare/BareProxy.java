package org.rop2p.bench.bare;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Passes bytes between a client and one server, and knows nothing of what they mean: one event loop
 * for both sockets, no copy, one flush for a read batch, autoRead as back-pressure.
 */
public final class BareProxy {
  /** As many as the proxy that it is measured against. */
  private static final int EVENT_LOOPS = 2;

  private BareProxy() {}

  /** {@code BareProxy PORT}: passes everything on to that port of this machine, until killed. */
  public static void main(String[] args) throws InterruptedException {
    InetAddress here = InetAddress.getLoopbackAddress();
    Channel listener = listen(new InetSocketAddress(here, Integer.parseInt(args[0])));
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    System.out.println("Listening on 127.0.0.1:" + port);
    listener.closeFuture().sync();
  }

  /**
   * Listens on a free loopback port and passes everything on to {@code server}. Its event loops
   * live as long as the JVM.
   */
  public static Channel listen(InetSocketAddress server) throws InterruptedException {
    return new ServerBootstrap()
        .group(
            new NioEventLoopGroup(1, new DefaultThreadFactory("accept", true)),
            new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("relay", true)))
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel client) {
                connect(client, server);
              }
            })
        .bind(InetAddress.getLoopbackAddress(), 0)
        .sync()
        .channel();
  }

  private static void connect(Channel client, InetSocketAddress server) {
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(server)
        .addListener(
            (ChannelFuture connected) -> {
              if (!connected.isSuccess()) {
                client.close();
                return;
              }
              Channel other = connected.channel();
              client.pipeline().addLast(new Passing(other));
              other.pipeline().addLast(new Passing(client));
              client.config().setAutoRead(true);
              other.config().setAutoRead(true);
            });
  }

  private static final class Passing extends ChannelInboundHandlerAdapter {
    private final Channel to;

    Passing(Channel to) {
      this.to = to;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      to.write(bytes, to.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      to.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      to.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      to.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
