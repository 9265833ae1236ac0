package org.rop2p.transport.mapping;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.loop.LoopTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link PortMapping} at a gateway, over a socket of its own on somebody's event loop.
 *
 * <p>The listener hears nothing after {@link #close} has returned.
 */
public final class MappingClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MappingClient.class);

  /** For the gateway to take the mapping back: a few milliseconds are usual. */
  private static final long CLOSE_MILLIS = 1_000;

  /** A PCP message that is longer than allowed is cut, and refused for its length still. */
  private static final int RECEIVE_BUFFER = PcpMessage.MAX_MESSAGE + 4;

  private final EventLoop loop;
  private final InetSocketAddress gateway;
  private final int internalPort;
  private final MappingSettings settings;
  private final MappingListener listener;
  private final LoopClock clock = new LoopClock();
  private final LoopTimer timer;
  private final Channel socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private PortMapping mapping;
  private boolean closing;

  /**
   * Begins at once.
   *
   * @param loop of NIO channels; stays the caller's
   * @param gateway resolved, with {@link PortMapping#GATEWAY_PORT}
   * @param internalPort to be mapped, UDP
   */
  public MappingClient(
      EventLoop loop,
      InetSocketAddress gateway,
      int internalPort,
      MappingSettings settings,
      MappingListener listener) {
    this.loop = loop;
    this.gateway = gateway;
    this.internalPort = internalPort;
    this.settings = settings;
    this.listener = listener;
    this.timer = new LoopTimer(loop, clock, this::advance);
    // Connected: the system tells which address of ours the gateway sees, and drops all others'.
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
            .handler(new Inbound())
            .connect(gateway);
    this.socket = connecting.channel();
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            begin();
          } else {
            LOG.debug("No socket to {}", gateway, done.cause());
          }
        });
  }

  /**
   * Gives the mapping back and closes the socket; returns after a second at the latest, and at once
   * on the event loop.
   */
  @Override
  public void close() {
    try {
      loop.execute(this::release);
    } catch (RejectedExecutionException e) {
      return; // the loop has ended, and the socket with it
    }
    if (!loop.inEventLoop()) {
      try {
        closed.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void begin() {
    if (closing) {
      return;
    }
    InetSocketAddress local = (InetSocketAddress) socket.localAddress();
    InetSocketAddress internal = new InetSocketAddress(local.getAddress(), internalPort);
    mapping = new PortMapping(gateway, internal, new SecureRandom(), settings, clock.now());
    advance();
  }

  private void release() {
    if (closing) {
      return;
    }
    closing = true;
    if (mapping == null) {
      end();
      return;
    }
    loop.schedule(this::end, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    mapping.release(clock.now());
    act();
  }

  private void end() {
    timer.cancel();
    socket.close();
    closed.countDown();
  }

  private void advance() {
    mapping.advance(clock.now());
    act();
  }

  private void act() {
    for (var next = mapping.poll(); next.isPresent(); next = mapping.poll()) {
      act(next.get());
    }
    if (mapping.isReleased()) {
      end();
    } else {
      timer.set(mapping.deadline());
    }
  }

  private void act(MappingOutput output) {
    if (output instanceof MappingOutput.Transmit transmit) {
      socket.writeAndFlush(
          new DatagramPacket(Unpooled.wrappedBuffer(transmit.datagram()), gateway));
    } else if (closing) {
      return;
    } else if (output instanceof MappingOutput.Mapped mapped) {
      listener.mapped(mapped.external());
    } else if (output instanceof MappingOutput.Withdrawn withdrawn) {
      listener.withdrawn(withdrawn.external());
    } else if (output instanceof MappingOutput.Unavailable unavailable) {
      listener.unavailable(unavailable.reason());
    }
  }

  private final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      if (mapping != null && !mapping.isReleased()) {
        byte[] datagram = ByteBufUtil.getBytes(packet.content());
        MappingVerdict verdict = mapping.receive(datagram, packet.sender(), clock.now());
        LOG.trace("{} bytes of {}: {}", datagram.length, packet.sender(), verdict);
        act();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // A gateway where nobody listens says so (ICMP); that is silence, too.
      LOG.debug("From the socket to {}", gateway, cause);
    }
  }
}
