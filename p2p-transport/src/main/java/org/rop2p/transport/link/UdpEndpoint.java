package org.rop2p.transport.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.EndpointStats;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.NatType;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.gather.CandidatePolicy;
import org.rop2p.transport.gather.Gathering;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.probing.ProbeSettings;
import org.rop2p.transport.probing.Probing;
import org.rop2p.transport.quic.Identity;
import org.rop2p.transport.quic.LinkConnection;
import org.rop2p.transport.quic.QuicCodecs;
import org.rop2p.transport.socket.Demultiplexer;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.stun.CheckPacer;

/** A {@link PeerEndpoint} on a socket of the system. */
public final class UdpEndpoint implements PeerEndpoint {
  /** A UDP datagram of QUIC or STUN is smaller; a larger one is cut and then refused. */
  private static final int RECEIVE_BUFFER = 2_048;

  /** Bursts of many links that the loop has not come to yet. */
  private static final int SOCKET_BUFFER = 1 << 20;

  /** For the peers' CONNECTION_CLOSE to be written; some 20 ms are usual. */
  private static final long CLOSE_MILLIS = 1_000;

  private static final long POLL_MILLIS = 5;

  /** The number of the socket's base. */
  private static final int SOCKET = 0;

  /** A link that is silent is dead long before its consent has expired. */
  private static final int CONSENT_SILENCES = 3;

  private final Identity identity;
  private final LoopContext context;
  private final LinkTable table;
  private final Gathering gathering;
  private final EventLoopGroup group;
  private boolean closing;

  private UdpEndpoint(
      Identity identity,
      LoopContext context,
      LinkTable table,
      Gathering gathering,
      EventLoopGroup group) {
    this.identity = identity;
    this.gathering = gathering;
    this.context = context;
    this.table = table;
    this.group = group;
  }

  /**
   * Makes a certificate and opens the socket; blocks until it is bound.
   *
   * @throws IOException if the address can't be bound, in words for people
   */
  public static UdpEndpoint open(EndpointConfig config) throws IOException {
    return open(config, ProbeSettings.defaults());
  }

  /**
   * As {@link #open(EndpointConfig)}, for rehearsals in networks that are not the internet.
   *
   * @param probes how hard NATs are probed
   * @throws IOException if the address can't be bound, in words for people
   */
  public static UdpEndpoint open(EndpointConfig config, ProbeSettings probes) throws IOException {
    Identity identity = Identity.create();
    SocketCounters counters = new SocketCounters();
    LinkTable table = new LinkTable(counters);
    ChannelInboundHandler server =
        QuicCodecs.server(
            identity, table, new AcceptedConnections(table), LinkConnection.acceptedStreams());
    ChannelInboundHandler client = QuicCodecs.client(identity, table);
    Base base = Base.socket(SOCKET, config.bind());
    Demultiplexer demultiplexer =
        new Demultiplexer(base, table, config.filter(), counters, server, client);
    EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("peer-links", true));
    ChannelFuture bound = bind(config, group, demultiplexer, server, client);
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
      throw new IOException(
          "Cannot open UDP " + config.bind() + " for peer links: choose another address or port",
          bound.cause());
    }
    Channel socket = bound.channel();
    InetSocketAddress address = (InetSocketAddress) socket.localAddress();
    LoopContext context =
        new LoopContext(
            socket.eventLoop(),
            socket,
            demultiplexer,
            counters,
            new LoopClock(),
            new SecureRandom(),
            config,
            IceSettings.of(
                config.times().setup(),
                config.times().ping().multipliedBy(5).dividedBy(2),
                config.times().silence().multipliedBy(CONSENT_SILENCES),
                config.limits().candidates()),
            new CheckPacer(),
            CandidatePolicy.of(config, address.getAddress()));
    Gathering gathering =
        new Gathering(
            config,
            base,
            address,
            context.settings(),
            context.pacer(),
            context.random(),
            demultiplexer,
            counters,
            context.loop(),
            context.clock(),
            table);
    table.local(gathering.local());
    table.probing(new Probing(probes, gathering::nat, base), gathering::nextBase);
    socket.eventLoop().execute(gathering::start);
    socket.config().setAutoRead(true);
    return new UdpEndpoint(identity, context, table, gathering, group);
  }

  @Override
  public Fingerprint fingerprint() {
    return identity.fingerprint();
  }

  @Override
  public X509Certificate certificate() {
    return identity.certificate();
  }

  @Override
  public byte[] sign(byte[] message) {
    return identity.sign(message);
  }

  @Override
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) context.socket().localAddress();
  }

  @Override
  public PeerLink link(Fingerprint remote, LinkSignals out, LinkListener listener) {
    int order = fingerprint().compareTo(remote);
    if (order == 0) {
      throw new IllegalArgumentException("An endpoint has no link to itself");
    }
    LiveLink link = new LiveLink(remote, context.loop());
    try {
      context.loop().execute(() -> begin(link, order < 0, out, listener));
    } catch (RejectedExecutionException e) {
      listener.down(LinkDown.CLOSED);
    }
    return link;
  }

  @Override
  public void addStunServers(List<InetSocketAddress> servers) {
    whileOpen(() -> gathering.stunServers(servers));
  }

  @Override
  public void addTurnServers(List<TurnServer> servers) {
    whileOpen(() -> gathering.turnServers(servers));
  }

  @Override
  public NatType nat() {
    return gathering.natType();
  }

  @Override
  public EndpointStats stats() {
    SocketCounters counters = context.counters();
    return new EndpointStats(
        counters.stunIn.sum(),
        counters.stunOut.sum(),
        counters.quicIn.sum(),
        counters.quicOut.sum(),
        counters.sealedIn.sum(),
        counters.sealedOut.sum(),
        counters.dropped(),
        table.links(),
        table.linksUp());
  }

  /** How many sockets are open; one but for links made by probing. */
  int sockets() {
    return context
        .loop()
        .submit(() -> ((SingleThreadEventLoop) context.loop()).registeredChannels())
        .syncUninterruptibly()
        .getNow();
  }

  @Override
  public void close() {
    try {
      context.loop().execute(this::drain);
    } catch (RejectedExecutionException e) {
      return; // closed before
    }
    if (!context.loop().inEventLoop()) {
      group.terminationFuture().awaitUninterruptibly(3 * CLOSE_MILLIS);
    }
  }

  private void begin(LiveLink link, boolean offers, LinkSignals out, LinkListener listener) {
    table.to(link.remote()).ifPresent(older -> older.down(LinkDown.REPLACED));
    LinkSession session = new LinkSession(context, table, link, offers, out, listener);
    link.begin(session);
    if (closing) {
      session.down(LinkDown.CLOSED);
    } else if (table.links() >= context.config().limits().links()) {
      session.down(LinkDown.TOO_MANY_LINKS);
    } else {
      table.add(session);
      session.begin();
    }
  }

  private void whileOpen(Runnable task) {
    try {
      context
          .loop()
          .execute(
              () -> {
                if (!closing) {
                  task.run();
                }
              });
    } catch (RejectedExecutionException e) {
      // Closed: nobody needs it any more.
    }
  }

  private void drain() {
    if (closing) {
      return;
    }
    closing = true;
    table.open().forEach(link -> link.down(LinkDown.CLOSED));
    gathering.giveBack();
    long end = context.clock().now() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    closeWhenDrained(end);
  }

  private void closeWhenDrained(long end) {
    boolean done = table.isDrained() && gathering.isReleased();
    if (done || context.clock().now() >= end) {
      // Not before: the links' last words may go through a relay.
      gathering.close();
      context.socket().close();
      group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      context.loop().schedule(() -> closeWhenDrained(end), POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static ChannelFuture bind(
      EndpointConfig config,
      EventLoopGroup group,
      Demultiplexer demultiplexer,
      ChannelHandler server,
      ChannelHandler client) {
    return new Bootstrap()
        .group(group)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
        .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
        .option(ChannelOption.AUTO_READ, false) // until open() has finished
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast("demultiplexer", demultiplexer)
                    .addLast("quic-server", server)
                    .addLast("quic-client", client);
              }
            })
        .bind(config.bind())
        .awaitUninterruptibly();
  }
}
