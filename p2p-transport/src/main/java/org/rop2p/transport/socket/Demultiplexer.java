package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.DatagramFilter.Direction;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands first in the socket's pipeline: STUN and sealed datagrams go to the links, QUIC to the
 * codec of the link's role, with the link's virtual address for the real one; the way out is the
 * same backwards, and leaves from whatever base the link's path has.
 *
 * <p>The codecs neither forward what they read nor each other's {@code channelReadComplete}, so
 * they are called here, both of them.
 */
public final class Demultiplexer extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Demultiplexer.class);

  private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

  private final Base base;
  private final DatagramRoutes routes;
  private final DatagramFilter filter;
  private final SocketCounters counters;
  private final ChannelInboundHandler server;
  private final ChannelInboundHandler client;
  private final Map<Base, Outlet> outlets = new HashMap<>();
  private final Map<InetSocketAddress, Inlet> inlets = new HashMap<>();
  private ChannelHandlerContext socket;

  /**
   * @param base this socket
   * @param server QUIC server codec, behind this handler in the pipeline
   * @param client QUIC client codec, last in the pipeline since it has to see {@code connect} first
   */
  public Demultiplexer(
      Base base,
      DatagramRoutes routes,
      DatagramFilter filter,
      SocketCounters counters,
      ChannelInboundHandler server,
      ChannelInboundHandler client) {
    this.base = base;
    this.routes = routes;
    this.filter = filter;
    this.counters = counters;
    this.server = server;
    this.client = client;
  }

  /** Datagrams may leave from this base, too, until it is removed. Event loop only. */
  public void add(Base other, Outlet outlet) {
    outlets.put(other, outlet);
  }

  /** What is to leave from this base is dropped from now on. Event loop only. */
  public void remove(Base other) {
    outlets.remove(other);
  }

  /** What this relay sends to the socket may carry peers' datagrams. Event loop only. */
  public void add(InetSocketAddress relay, Inlet inlet) {
    inlets.put(relay, inlet);
  }

  /** This address is a relay of ours no longer. Event loop only. */
  public void remove(InetSocketAddress relay) {
    inlets.remove(relay);
  }

  /** How datagrams leave from the socket itself, once it is open. */
  public Outlet socketOutlet() {
    return outlets.get(base);
  }

  /**
   * Sends a STUN datagram; event loop only, the array is kept.
   *
   * @param written told whether the system took it; not told of one that was left out
   */
  public void sendStun(Route route, byte[] datagram, Consumer<Boolean> written) {
    Outlet outlet = outlets.get(route.base());
    if (outlet == null) {
      counters.dropped(DropReason.BASE_GONE);
      return;
    }
    ChannelPromise promise = socket.newPromise();
    if (outlet.write(route.remote(), Unpooled.wrappedBuffer(datagram), promise)) {
      counters.stunOut.increment();
      outlet.flush();
      promise.addListener(done -> written.accept(counted(done)));
    }
  }

  /**
   * Sends a sealed datagram where the link's path leads now; event loop only.
   *
   * @param datagram this handler's from now on
   */
  public void sendSealed(QuicRoute link, ByteBuf datagram) {
    write(link, datagram, socket.newPromise(), counters.sealedOut).ifPresent(Outlet::flush);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    socket = ctx;
    outlets.put(base, outlet(ctx));
  }

  /**
   * A datagram has come to a socket.
   *
   * @param ctx of the socket
   * @param packet this handler's from now on
   */
  void arrived(ChannelHandlerContext ctx, Base to, DatagramPacket packet) throws Exception {
    if (!filter.pass(Direction.IN, packet.sender(), packet.content())) {
      drop(packet, DropReason.FILTERED);
      return;
    }
    long delay = filter.delayMillis(packet.sender());
    if (delay > 0) {
      readLater(ctx, to, packet, delay);
    } else {
      read(to, packet);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    arrived(ctx, base, (DatagramPacket) msg);
  }

  /** On the heap meanwhile, which needs no release when the socket closes first. */
  private void readLater(
      ChannelHandlerContext ctx, Base to, DatagramPacket packet, long delayMillis) {
    DatagramPacket late =
        new DatagramPacket(
            Unpooled.copiedBuffer(packet.content()), packet.recipient(), packet.sender());
    packet.release();
    ctx.executor()
        .schedule(
            () -> {
              if (ctx.channel().isActive()) {
                read(to, late);
                readComplete();
              }
              return null;
            },
            delayMillis,
            TimeUnit.MILLISECONDS);
  }

  private void read(Base to, DatagramPacket packet) throws Exception {
    Inlet inlet = to.equals(base) ? inlets.get(packet.sender()) : null;
    if (inlet != null && inlet.carries(packet.content())) {
      relayed(inlet, packet.content());
    } else {
      receive(new Route(to, packet.sender()), packet.content());
    }
  }

  private void relayed(Inlet inlet, ByteBuf datagram) throws Exception {
    Optional<Inlet.Arrival> arrival = inlet.unwrap(datagram);
    if (arrival.isEmpty()) {
      drop(datagram, DropReason.RELAY_STRAY);
      return;
    }
    ByteBuf payload = arrival.get().payload().retain();
    datagram.release();
    receive(arrival.get().from(), payload);
  }

  /**
   * Takes a datagram, from whatever base; event loop only.
   *
   * @param datagram this handler's from now on
   */
  void receive(Route from, ByteBuf datagram) throws Exception {
    switch (Protocol.of(datagram)) {
      case STUN -> stun(from, datagram);
      case QUIC -> quic(from, datagram);
      case SEALED -> sealed(from, datagram);
      case NONE -> drop(datagram, DropReason.UNKNOWN_PROTOCOL);
    }
  }

  /**
   * Takes what a link has kept, now that it has a path; event loop only, and not from within a
   * read.
   *
   * @param datagram this handler's from now on
   */
  public void again(QuicRoute link, ByteBuf datagram) {
    try {
      connection(link, datagram);
      readComplete();
    } catch (Exception e) {
      exceptionCaught(socket, e); // as what a read throws
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    readComplete();
  }

  /** Nothing more has come for now, to whatever socket; event loop only. */
  void readComplete() throws Exception {
    server.channelReadComplete(socket.pipeline().context(server));
    client.channelReadComplete(socket.pipeline().context(client));
  }

  /** How datagrams leave through this socket, as its own promises tell. */
  SocketOutlet outlet(ChannelHandlerContext ctx) {
    return new SocketOutlet(ctx, filter, counters);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    DatagramPacket packet = (DatagramPacket) msg;
    Optional<QuicRoute> route = routes.named(packet.recipient());
    if (route.isEmpty()) {
      drop(packet, DropReason.QUIC_NO_PATH);
      promise.trySuccess();
      return;
    }
    write(route.get(), packet.content(), promise.unvoid(), counters.quicOut);
  }

  /** Where it was written to, unless it was left out. */
  private Optional<Outlet> write(
      QuicRoute link, ByteBuf datagram, ChannelPromise written, LongAdder counter) {
    Optional<Route> path = link.path();
    Outlet outlet = path.map(way -> outlets.get(way.base())).orElse(null);
    if (outlet == null) {
      drop(datagram, path.isEmpty() ? DropReason.QUIC_NO_PATH : DropReason.BASE_GONE);
      written.trySuccess();
      return Optional.empty();
    }
    if (!outlet.write(path.get().remote(), datagram, written)) {
      return Optional.empty();
    }
    counter.increment();
    written.addListener(done -> link.written(counted(done)));
    return Optional.of(outlet);
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    outlets.values().forEach(Outlet::flush);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // An ICMP answer to something sent earlier, at most: the socket itself goes on.
    LOG.debug("UDP socket: {}", cause.toString());
  }

  private void stun(Route from, ByteBuf datagram) {
    try {
      counters.stunIn.increment();
      routes.stun(ByteBufUtil.getBytes(datagram), from);
    } finally {
      datagram.release();
    }
  }

  private void quic(Route from, ByteBuf datagram) throws Exception {
    Optional<QuicRoute> route = routes.behind(from);
    if (route.isEmpty()) {
      drop(datagram, DropReason.QUIC_NO_LINK);
      return;
    }
    QuicRoute link = route.get();
    boolean opens = !link.isQuicClient() && Protocol.opensConnection(datagram);
    if (opens && !link.acceptsConnection()) {
      drop(datagram, DropReason.QUIC_UNWANTED_CONNECTION);
    } else if (opens && link.path().isEmpty()) {
      keep(link, datagram);
    } else {
      connection(link, datagram);
    }
  }

  private void connection(QuicRoute link, ByteBuf datagram) throws Exception {
    counters.quicIn.increment();
    ChannelInboundHandler codec = link.isQuicClient() ? client : server;
    codec.channelRead(
        socket.pipeline().context(codec),
        new DatagramPacket(datagram, own(), link.virtualAddress()));
  }

  private void keep(QuicRoute link, ByteBuf datagram) {
    if (link.keeps(datagram)) {
      datagram.release();
    } else {
      drop(datagram, DropReason.QUIC_NO_PATH);
    }
  }

  private void sealed(Route from, ByteBuf datagram) {
    counters.sealedIn.increment();
    try {
      if (routes.behind(from).filter(link -> link.sealed(datagram)).isEmpty()) {
        counters.dropped(DropReason.QUIC_NO_LINK);
      }
    } finally {
      datagram.release();
    }
  }

  /** Whether the system took it. */
  private boolean counted(Future<?> done) {
    if (!done.isSuccess()) {
      counters.dropped(DropReason.WRITE_FAILED);
    }
    return done.isSuccess();
  }

  /** QUIC is to see one address of ours, too, whatever base a datagram came to. */
  private InetSocketAddress own() {
    return socket.channel().localAddress() instanceof InetSocketAddress bound ? bound : NOWHERE;
  }

  private void drop(ReferenceCounted datagram, DropReason reason) {
    datagram.release();
    counters.dropped(reason);
  }
}
