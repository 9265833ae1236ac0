package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.DatagramFilter.Direction;
import org.rop2p.transport.DropReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands first in the socket's pipeline: STUN goes to the links, QUIC to the codec of the link's
 * role, with the link's virtual address for the real one; the way out is the same backwards.
 *
 * <p>The codecs neither forward what they read nor each other's {@code channelReadComplete}, so
 * they are called here, both of them.
 */
public final class Demultiplexer extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Demultiplexer.class);

  private final DatagramRoutes routes;
  private final DatagramFilter filter;
  private final SocketCounters counters;
  private final ChannelInboundHandler server;
  private final ChannelInboundHandler client;
  private ChannelHandlerContext socket;

  /**
   * @param server QUIC server codec, behind this handler in the pipeline
   * @param client QUIC client codec, last in the pipeline since it has to see {@code connect} first
   */
  public Demultiplexer(
      DatagramRoutes routes,
      DatagramFilter filter,
      SocketCounters counters,
      ChannelInboundHandler server,
      ChannelInboundHandler client) {
    this.routes = routes;
    this.filter = filter;
    this.counters = counters;
    this.server = server;
    this.client = client;
  }

  /**
   * Sends a STUN datagram to a real address; event loop only, the array is kept.
   *
   * @param written told whether the system took it; not told of a filtered one
   */
  public void sendStun(InetSocketAddress to, byte[] datagram, Consumer<Boolean> written) {
    ByteBuf content = Unpooled.wrappedBuffer(datagram);
    if (!filter.pass(Direction.OUT, to, content)) {
      drop(new DatagramPacket(content, to), DropReason.FILTERED);
      return;
    }
    counters.stunOut.increment();
    socket
        .writeAndFlush(new DatagramPacket(content, to))
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                counters.dropped(DropReason.WRITE_FAILED);
              }
              written.accept(done.isSuccess());
            });
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    socket = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    DatagramPacket packet = (DatagramPacket) msg;
    if (!filter.pass(Direction.IN, packet.sender(), packet.content())) {
      drop(packet, DropReason.FILTERED);
      return;
    }
    long delay = filter.delayMillis(packet.sender());
    if (delay > 0) {
      readLater(ctx, packet, delay);
    } else {
      read(ctx, packet);
    }
  }

  /** On the heap meanwhile, which needs no release when the socket closes first. */
  private void readLater(ChannelHandlerContext ctx, DatagramPacket packet, long delayMillis) {
    DatagramPacket late =
        new DatagramPacket(
            Unpooled.copiedBuffer(packet.content()), packet.recipient(), packet.sender());
    packet.release();
    ctx.executor()
        .schedule(
            () -> {
              if (ctx.channel().isActive()) {
                read(ctx, late);
                channelReadComplete(ctx);
              }
              return null;
            },
            delayMillis,
            TimeUnit.MILLISECONDS);
  }

  private void read(ChannelHandlerContext ctx, DatagramPacket packet) throws Exception {
    switch (Protocol.of(packet.content())) {
      case STUN -> stun(packet);
      case QUIC -> quic(ctx, packet);
      case NONE -> drop(packet, DropReason.UNKNOWN_PROTOCOL);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    server.channelReadComplete(ctx.pipeline().context(server));
    client.channelReadComplete(ctx.pipeline().context(client));
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    DatagramPacket packet = (DatagramPacket) msg;
    Optional<QuicRoute> route = routes.named(packet.recipient());
    Optional<InetSocketAddress> path = route.flatMap(QuicRoute::path);
    if (path.isEmpty()) {
      drop(packet, DropReason.QUIC_NO_PATH);
      promise.trySuccess();
      return;
    }
    if (!filter.pass(Direction.OUT, path.get(), packet.content())) {
      drop(packet, DropReason.FILTERED);
      promise.trySuccess();
      return;
    }
    counters.quicOut.increment();
    ChannelPromise written = promise.unvoid();
    QuicRoute link = route.get();
    written.addListener(
        done -> {
          if (!done.isSuccess()) {
            counters.dropped(DropReason.WRITE_FAILED);
          }
          link.written(done.isSuccess());
        });
    ctx.write(new DatagramPacket(packet.content(), path.get()), written);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // An ICMP answer to something sent earlier, at most: the socket itself goes on.
    LOG.debug("UDP socket: {}", cause.toString());
  }

  private void stun(DatagramPacket packet) {
    try {
      counters.stunIn.increment();
      routes.stun(ByteBufUtil.getBytes(packet.content()), packet.sender());
    } finally {
      packet.release();
    }
  }

  private void quic(ChannelHandlerContext ctx, DatagramPacket packet) throws Exception {
    Optional<QuicRoute> route = routes.behind(packet.sender());
    if (route.isEmpty()) {
      drop(packet, DropReason.QUIC_NO_LINK);
      return;
    }
    QuicRoute link = route.get();
    boolean toClient = link.isQuicClient();
    if (!toClient && Protocol.opensConnection(packet.content()) && !link.acceptsConnection()) {
      drop(packet, DropReason.QUIC_UNWANTED_CONNECTION);
      return;
    }
    counters.quicIn.increment();
    ChannelInboundHandler codec = toClient ? client : server;
    codec.channelRead(
        ctx.pipeline().context(codec),
        new DatagramPacket(packet.content(), packet.recipient(), link.virtualAddress()));
  }

  private void drop(DatagramPacket packet, DropReason reason) {
    packet.release();
    counters.dropped(reason);
  }
}
