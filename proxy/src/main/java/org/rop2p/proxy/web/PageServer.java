package org.rop2p.proxy.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the page on 127.0.0.1, by threads of its own. Thread-safe. */
public final class PageServer implements AutoCloseable {
  /** Where the page is unless told otherwise. */
  public static final int DEFAULT_PORT = 6980;

  /** A person has a few tabs; a program that opens more is turned away. */
  private static final int MAX_CONNECTIONS = 32;

  /** What the page sends is a few fields. */
  private static final int MAX_REQUEST_BYTES = 16 << 10;

  private static final int IDLE_SECONDS = 60;
  private static final int WORKERS = 4;
  private static final int WAITING_REQUESTS = 16;
  private static final long CLOSE_MILLIS = 500;

  private final EventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("page", true));
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_REQUESTS),
          new DefaultThreadFactory("page-work", true));
  private final AtomicInteger connections = new AtomicInteger();
  private final StateStream stream;
  private final Channel listener;

  private PageServer(Page page, int port) throws IOException {
    workers.allowCoreThreadTimeOut(true);
    stream = new StateStream(page);
    StaticFiles files = new StaticFiles();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (connections.incrementAndGet() > MAX_CONNECTIONS) {
                      channel.close();
                    }
                    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
                    channel
                        .pipeline()
                        .addLast("read-timeout", new ReadTimeoutHandler(IDLE_SECONDS))
                        .addLast("http", new HttpServerCodec())
                        .addLast("whole-requests", new HttpObjectAggregator(MAX_REQUEST_BYTES))
                        .addLast(
                            "page",
                            new PageHandler(
                                page, files, stream, new Admittance(port(channel)), workers));
                  }
                });
    try {
      listener =
          bootstrap
              .bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port))
              .sync()
              .channel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(loop, workers);
      throw new IOException("interrupted", e);
    } catch (Exception e) { // Netty throws the BindException unannounced
      close(loop, workers);
      throw e instanceof IOException io ? io : new IOException(e);
    }
    stream.start(loop.next());
  }

  /**
   * Starts serving.
   *
   * @param port 0: any free one
   * @throws IOException when the port cannot be had
   */
  public static PageServer open(Page page, int port) throws IOException {
    return new PageServer(page, port);
  }

  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** For the address line of a browser. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  @Override
  public void close() {
    listener.close();
    close(loop, workers);
  }

  private static void close(EventLoopGroup loop, ThreadPoolExecutor workers) {
    workers.shutdownNow();
    loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static int port(SocketChannel channel) {
    return channel.localAddress().getPort();
  }
}
