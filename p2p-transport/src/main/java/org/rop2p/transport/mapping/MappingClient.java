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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.loop.LoopTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link PortMapping} at a gateway, over a socket of its own on somebody's event loop. */
public final class MappingClient implements MappingKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(MappingClient.class);

  /** For the gateway to take the mapping back: a few milliseconds are usual. */
  private static final long CLOSE_MILLIS = 1_000;

  /** A PCP message that is longer than allowed is cut, and refused for its length still. */
  private static final int RECEIVE_BUFFER = PcpMessage.MAX_MESSAGE + 4;

  private final EventLoop loop;
  private final InetSocketAddress gateway;
  private final InetSocketAddress bound;
  private final MappingSettings settings;
  private final MappingListener listener;
  private final LoopClock clock = new LoopClock();
  private final LoopTimer timer;
  private Optional<Channel> socket = Optional.empty();
  private Optional<PortMapping> mapping = Optional.empty();
  private boolean closing;
  private boolean released;

  /**
   * Asks for nothing yet.
   *
   * @param loop of NIO channels; stays the caller's
   * @param gateway resolved, with {@link PortMapping#GATEWAY_PORT}
   * @param bound local address of the UDP socket to be mapped, wildcard or of the gateway's family
   */
  public MappingClient(
      EventLoop loop,
      InetSocketAddress gateway,
      InetSocketAddress bound,
      MappingSettings settings,
      MappingListener listener) {
    this.loop = loop;
    this.gateway = gateway;
    this.bound = bound;
    this.settings = settings;
    this.listener = listener;
    this.timer = new LoopTimer(loop, clock, this::advance);
  }

  @Override
  public void start() {
    InetAddress own = bound.getAddress();
    // Connected: the system tells which address of ours the gateway sees, and drops all others'.
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
            .handler(new Inbound())
            .connect(gateway, own.isAnyLocalAddress() ? null : new InetSocketAddress(own, 0));
    socket = Optional.of(connecting.channel());
    connecting.addListener(
        done -> {
          if (closing) {
            return;
          }
          if (done.isSuccess()) {
            begin(connecting.channel());
          } else {
            LOG.debug("No socket to {}", gateway, done.cause());
            listener.unavailable(MappingOutput.Reason.SILENT);
          }
        });
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    if (mapping.isEmpty()) {
      end();
      return;
    }
    loop.schedule(this::end, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    mapping.get().release(clock.now());
    act();
  }

  @Override
  public boolean isReleased() {
    return released;
  }

  private void begin(Channel connected) {
    InetSocketAddress local = (InetSocketAddress) connected.localAddress();
    InetSocketAddress internal = new InetSocketAddress(local.getAddress(), bound.getPort());
    mapping =
        Optional.of(new PortMapping(gateway, internal, new SecureRandom(), settings, clock.now()));
    advance();
  }

  private void end() {
    released = true;
    timer.cancel();
    socket.ifPresent(Channel::close);
  }

  private void advance() {
    mapping.orElseThrow().advance(clock.now());
    act();
  }

  private void act() {
    PortMapping kept = mapping.orElseThrow();
    for (var next = kept.poll(); next.isPresent(); next = kept.poll()) {
      act(next.get());
    }
    if (released) {
      return;
    }
    if (kept.isReleased()) {
      end();
    } else {
      timer.set(kept.deadline());
    }
  }

  private void act(MappingOutput output) {
    if (output instanceof MappingOutput.Transmit transmit) {
      socket
          .orElseThrow()
          .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(transmit.datagram()), gateway));
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
      if (mapping.isPresent() && !released) {
        byte[] datagram = ByteBufUtil.getBytes(packet.content());
        MappingVerdict verdict = mapping.get().receive(datagram, packet.sender(), clock.now());
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
