package org.rop2p.transport.survey;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.gather.HostAddresses;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.mapping.Gateways;
import org.rop2p.transport.mapping.MappingSettings;
import org.rop2p.transport.mapping.SystemGateways;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP socket of its own that asks how the network treats it; no peer hears of it. Thread-safe.
 * Each question is asked once; its future completes on the event loop.
 */
public final class NetworkSurvey implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkSurvey.class);

  /** For the router to take a mapping back. */
  private static final long RELEASE_MILLIS = 1_000;

  private static final long RELEASE_POLL_MILLIS = 10;

  /** The least that PCP servers are to grant (RFC 6887 section 15); given back after seconds. */
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  /** Somebody waits in front of the screen: a router that is there answers the first one. */
  private static final MappingSettings QUICK =
      new MappingSettings(
          LIFETIME.toNanos(), Duration.ofMillis(250).toNanos(), 3, Duration.ofMinutes(5).toNanos());

  private final EventLoopGroup group;
  private final Channel socket;
  private final EventLoop loop;
  private final LoopClock clock = new LoopClock();
  private final LoopTimer timer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private NatQuestion nat;
  private MappingQuestion mapping;

  private NetworkSurvey(EventLoopGroup group, Channel socket) {
    this.group = group;
    this.socket = socket;
    this.loop = socket.eventLoop();
    this.timer = new LoopTimer(loop, clock, this::advance);
    socket.pipeline().addLast(new Inbound());
    socket.config().setAutoRead(true);
  }

  /**
   * Opens the socket; blocks until it is bound.
   *
   * @throws IOException if there is none to be had, in words for people
   */
  public static NetworkSurvey open() throws IOException {
    EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("survey", true));
    InetSocketAddress any = EndpointConfig.defaults().bind();
    ChannelFuture bound =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .handler(new ChannelInboundHandlerAdapter())
            .bind(any)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, RELEASE_MILLIS, TimeUnit.MILLISECONDS);
      throw new IOException("This machine gives no UDP socket", bound.cause());
    }
    return new NetworkSurvey(group, bound.channel());
  }

  /**
   * Asks STUN servers how they see the socket.
   *
   * @param servers resolved
   * @param patience after which what is known then is the answer
   */
  public CompletableFuture<NatReport> nat(List<InetSocketAddress> servers, Duration patience) {
    InetSocketAddress bound = (InetSocketAddress) socket.localAddress();
    List<InetSocketAddress> own =
        HostAddresses.of(bound, EndpointConfig.defaults()).stream()
            .map(IceCandidate::address)
            .toList();
    CompletableFuture<NatReport> answer = new CompletableFuture<>();
    loop.execute(
        () -> {
          nat =
              new NatQuestion(
                  Base.socket(0, EndpointConfig.defaults().bind()),
                  own,
                  servers,
                  new SecureRandom(),
                  this::send,
                  clock.now());
          NatQuestion asked = nat;
          var unused = asked.answer().thenAccept(answer::complete);
          loop.schedule(asked::end, patience.toMillis(), TimeUnit.MILLISECONDS);
          advance();
        });
    return answer;
  }

  /**
   * Asks the router to let peers in, and gives it back at {@link #close}.
   *
   * @param patience after which the answer is {@link MappingReport#UNDECIDED}
   */
  public CompletableFuture<MappingReport> portMapping(Duration patience) {
    InetSocketAddress bound = (InetSocketAddress) socket.localAddress();
    return portMapping(new SystemGateways(bound, loop, new SecureRandom(), QUICK), patience);
  }

  /** On which everything happens. */
  EventLoop loop() {
    return loop;
  }

  CompletableFuture<MappingReport> portMapping(Gateways gateways, Duration patience) {
    CompletableFuture<MappingReport> answer = new CompletableFuture<>();
    loop.execute(
        () -> {
          mapping = new MappingQuestion(gateways);
          var unused = mapping.ask().thenAccept(answer::complete);
        });
    return answer.completeOnTimeout(
        MappingReport.UNDECIDED, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Blocks for two seconds at most, one of them for the router; not to be called on the event loop.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    CompletableFuture<Void> released = new CompletableFuture<>();
    loop.execute(
        () -> {
          timer.cancel();
          if (mapping != null) {
            mapping.close();
          }
          awaitRelease(released);
        });
    released.completeOnTimeout(null, RELEASE_MILLIS, TimeUnit.MILLISECONDS).join();
    socket.close().awaitUninterruptibly();
    group.shutdownGracefully(0, RELEASE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  private void awaitRelease(CompletableFuture<Void> released) {
    if (mapping == null || mapping.isReleased() || released.isDone()) {
      released.complete(null);
    } else {
      loop.schedule(() -> awaitRelease(released), RELEASE_POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void advance() {
    nat.advance(clock.now());
    timer.set(nat.deadline());
  }

  private void send(InetSocketAddress to, byte[] datagram) {
    socket.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(datagram), to));
  }

  private final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      if (nat != null) {
        nat.receive(ByteBufUtil.getBytes(packet.content()), packet.sender());
        timer.set(nat.deadline());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("Survey socket: {}", cause.toString());
    }
  }
}
