package org.rop2p.proxy.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.proxy.logging.LineBudget;
import org.rop2p.proxy.trouble.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy's listening sockets, one for each game server a client was sent to. Thread-safe.
 *
 * <p>All listen on the address of the login listener; ports of char and map listeners are chosen by
 * the system.
 */
public final class Listeners implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  /** Far more servers than one world has; a bound, since a server could name any number. */
  static final int MAX_TARGETS = 64;

  /** As long as a client itself would wait for a server that does not answer. */
  private static final int CONNECT_TIMEOUT_MILLIS = 15_000;

  private static final String FIRST_BYTES = "first-bytes";

  /** Enough to see that it happens. */
  private static final int STRANGER_LINES_A_MINUTE = 10;

  /** Makes the handler of one connection. */
  public interface SessionFactory {
    /**
     * Makes it.
     *
     * @param protocol what the connection is read by at the moment; asked on its event loop only
     */
    SessionHandler session(
        ServerKind kind, Listeners listeners, Channel client, Supplier<Protocol> protocol);
  }

  private record Target(ServerKind kind, InetSocketAddress server) {}

  private final EventLoopGroup acceptors;
  private final EventLoopGroup workers;
  private final InetAddress bindAddress;
  private final ProtocolChoice protocols;
  private final KeyChoice keys;
  private final SessionFactory sessions;
  private final RelayCounters counters;
  private final ExecutorService lookUps =
      Executors.newCachedThreadPool(new DefaultThreadFactory("look-up", true));
  private final LineBudget strangers =
      new LineBudget(
          STRANGER_LINES_A_MINUTE, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  private final ConcurrentMap<Target, CompletableFuture<Channel>> listening =
      new ConcurrentHashMap<>();
  private final RelayTroubles troubles = new RelayTroubles();
  private final AtomicInteger playing = new AtomicInteger();
  private volatile Tap tap = Tap.NONE;

  public Listeners(
      EventLoopGroup acceptors,
      EventLoopGroup workers,
      InetAddress bindAddress,
      ProtocolChoice protocols,
      KeyChoice keys,
      SessionFactory sessions,
      RelayCounters counters) {
    this.acceptors = acceptors;
    this.workers = workers;
    this.bindAddress = bindAddress;
    this.protocols = protocols;
    this.keys = keys;
    this.sessions = sessions;
    this.counters = counters;
  }

  /** Shows all connections that begin from now on. */
  public void show(Tap viewer) {
    tap = viewer;
  }

  /** What is wrong with connections now. */
  public List<Trouble> troubles() {
    return troubles.now();
  }

  /** How many clients are connected to a map server, whether or not anything of it is read. */
  public int playing() {
    return playing.get();
  }

  /** Listens on {@code port} (0: any) for clients of the login server. */
  public CompletableFuture<Integer> listenForLogin(InetSocketAddress server, int port) {
    return listen(new Target(ServerKind.LOGIN, server), port).thenApply(Listeners::port);
  }

  /**
   * The port on which clients of a char or map server are served, listening there from the first
   * call on. Fails when no port can be had (the next call tries again) or too many servers were
   * named.
   */
  public CompletableFuture<Integer> portFor(ServerKind kind, InetSocketAddress server) {
    return listen(new Target(kind, server), 0).thenApply(Listeners::port);
  }

  @Override
  public void close() {
    lookUps.shutdownNow();
    listening
        .values()
        .forEach(
            future ->
                future.whenComplete(
                    (channel, failure) -> {
                      if (channel != null) {
                        channel.close();
                      }
                    }));
  }

  private CompletableFuture<Channel> listen(Target target, int port) {
    CompletableFuture<Channel> known = listening.get(target);
    if (known != null) {
      return known;
    }
    if (listening.size() >= MAX_TARGETS) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("more than " + MAX_TARGETS + " game servers were named"));
    }
    CompletableFuture<Channel> fresh = new CompletableFuture<>();
    known = listening.putIfAbsent(target, fresh);
    if (known != null) {
      return known;
    }
    bind(target, port)
        .addListener(
            (ChannelFuture bound) -> {
              if (bound.isSuccess()) {
                fresh.complete(bound.channel());
              } else {
                listening.remove(target, fresh);
                fresh.completeExceptionally(bound.cause());
              }
            });
    return fresh;
  }

  private ChannelFuture bind(Target target, int port) {
    return new ServerBootstrap()
        .group(acceptors, workers)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, !System.getProperty("os.name").startsWith("Windows"))
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel client) {
                await(target, client);
              }
            })
        .bind(bindAddress, port);
  }

  /** Waits for the client's first bytes; only then is the server connected. */
  private void await(Target target, SocketChannel client) {
    client
        .pipeline()
        .addLast(FIRST_BYTES, new FirstBytes(() -> connect(target, client), strangers));
  }

  /** Connects to the server on the client's own event loop. */
  private void connect(Target target, SocketChannel client) {
    InetSocketAddress server = target.server();
    if (!server.isUnresolved()) {
      connect(target, server, client);
      return;
    }
    // Only a host text in a redirect is a name; looking it up must not hold up an event loop.
    var unused =
        CompletableFuture.supplyAsync(
                () -> new InetSocketAddress(server.getHostString(), server.getPort()), lookUps)
            .orTimeout(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
            .whenCompleteAsync(
                (found, failure) -> {
                  if (found == null || found.isUnresolved()) {
                    turnAway(target, client, Unreachable.unknown(target.kind(), server));
                  } else {
                    connect(target, found, client);
                  }
                },
                client.eventLoop());
  }

  private void connect(Target target, InetSocketAddress server, SocketChannel client) {
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(server)
        .addListener(
            (ChannelFuture connected) -> {
              if (connected.isSuccess()) {
                settle(target, client, connected.channel());
              } else {
                turnAway(
                    target,
                    client,
                    Unreachable.sentence(target.kind(), target.server(), connected.cause()));
              }
            });
  }

  private void turnAway(Target target, SocketChannel client, String sentence) {
    log.warn("{}", sentence);
    troubles.unreachable(target.kind(), sentence);
    client.config().setOption(ChannelOption.SO_LINGER, 0);
    client.close();
  }

  /** A map server refuses a first packet that is torn. */
  private void settle(Target target, Channel client, Channel server) {
    troubles.joined(target.kind());
    boolean readable = target.kind() == ServerKind.MAP && !keys.areGiven();
    if (!client.isActive()) {
      server.close();
      return;
    }
    firstBytes(client)
        .settle(
            client,
            bytes -> readable && protocols.mayBeTorn(bytes),
            () -> join(target, client, server));
  }

  private static FirstBytes firstBytes(Channel client) {
    return (FirstBytes) client.pipeline().get(FIRST_BYTES);
  }

  private void join(Target target, Channel client, Channel server) {
    if (!client.isActive()) {
      server.close();
      return;
    }
    boolean map = target.kind() == ServerKind.MAP;
    if (map) {
      playing.incrementAndGet();
      client.closeFuture().addListener(closed -> playing.decrementAndGet());
    }
    ConnectionProtocol protocol = protocols.open(target.kind(), map && keys.areGiven());
    RelayConnection connection =
        new RelayConnection(
            target.kind(),
            protocol,
            map ? keys.open(protocol.get()) : ObfuscatedIds.plain(),
            sessions.session(target.kind(), this, client, protocol),
            counters,
            troubles,
            viewer(target, client, server, protocol.get()),
            client,
            server);
    RelaySide clientSide = connection.clientSide();
    ByteBuf first = firstBytes(client).take();
    client.pipeline().replace(FIRST_BYTES, "client-relay", new RelayChannelHandler(clientSide));
    server.pipeline().addLast("server-relay", new RelayChannelHandler(connection.serverSide()));
    clientSide.read(first);
    clientSide.readComplete();
  }

  private Tap.Line viewer(Target target, Channel client, Channel server, Protocol protocol) {
    Tap.Line line = tap.joined(target.kind(), target.server(), protocol);
    if (line != null) {
      client
          .closeFuture()
          .addListener(closed -> server.closeFuture().addListener(both -> line.over()));
    }
    return line;
  }

  /** HOST:PORT as a person writes it. */
  public static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static int port(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }
}
