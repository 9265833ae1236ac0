package org.rop2p.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.proxy.player.Players;
import org.rop2p.proxy.relay.CharSession;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.relay.LoginSession;
import org.rop2p.proxy.relay.MapSession;
import org.rop2p.proxy.relay.Redirect;
import org.rop2p.proxy.relay.RelayCounters;
import org.rop2p.proxy.relay.SessionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running proxy. Thread-safe. */
public final class RoProxy implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoProxy.class);

  /** A player's machine runs the game beside us: two loops carry any number of its clients. */
  private static final int EVENT_LOOPS = 2;

  private static final int CLOSE_SECONDS = 3;

  private final EventLoopGroup acceptors =
      new NioEventLoopGroup(1, new DefaultThreadFactory("accept", true));
  private final EventLoopGroup workers =
      new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("relay", true));
  private final RelayCounters counters = new RelayCounters();
  private final Players players = new Players();
  private final Protocol protocol;
  private final Listeners listeners;
  private final InetSocketAddress listenAddress;

  private RoProxy(ProxyConfig config) {
    this.protocol = Protocol.of(config.packetVersion());
    this.listeners =
        new Listeners(
            acceptors, workers, config.listen().getAddress(), protocol, this::session, counters);
    this.listenAddress = listen(config);
  }

  /**
   * Starts listening; returns once clients can connect.
   *
   * @throws ProxyStartException with one sentence when that is impossible
   */
  public static RoProxy start(ProxyConfig config) {
    check(config);
    RoProxy proxy = new RoProxy(config);
    log.info("P2P Network DLL initialized");
    log.info(
        "Listening on {}, playing on {}",
        Listeners.text(proxy.listenAddress),
        Listeners.text(config.server()));
    return proxy;
  }

  /** Where clients connect. */
  public InetSocketAddress listenAddress() {
    return listenAddress;
  }

  public RelayCounters.Snapshot relayed() {
    return counters.snapshot();
  }

  @Override
  public void close() {
    listeners.close();
    acceptors.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    workers.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private SessionHandler session(ServerKind kind, Listeners all, Channel client) {
    Redirect redirect = new Redirect(all, client);
    return switch (kind) {
      case LOGIN -> new LoginSession(players, redirect);
      case CHAR -> new CharSession(protocol, players, redirect);
      case MAP -> new MapSession(players, redirect, player -> Optional.empty());
    };
  }

  private InetSocketAddress listen(ProxyConfig config) {
    try {
      int port = listeners.listenForLogin(config.server(), config.listen().getPort()).get();
      return new InetSocketAddress(config.listen().getAddress(), port);
    } catch (ExecutionException e) {
      close();
      throw new ProxyStartException(cannotListen(config, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new ProxyStartException("interrupted while starting", e);
    }
  }

  private static String cannotListen(ProxyConfig config, Throwable cause) {
    String where = Listeners.text(config.listen());
    return cause instanceof BindException && cause.getMessage().contains("in use")
        ? "port %d is in use by another program: end it or choose another with --listen %s:PORT"
            .formatted(config.listen().getPort(), config.listen().getHostString())
        : "cannot listen on %s (%s): choose another address with --listen"
            .formatted(where, cause.getMessage());
  }

  private static void check(ProxyConfig config) {
    if (config.listen().isUnresolved()) {
      throw new ProxyStartException(
          "the listen address %s is not known on this machine: use 127.0.0.1 or one of its own"
              .formatted(config.listen().getHostString()));
    }
    InetSocketAddress server =
        new InetSocketAddress(config.server().getHostString(), config.server().getPort());
    if (server.isUnresolved()) {
      throw new ProxyStartException(
          "the server name %s is not known: check the spelling of --server"
              .formatted(config.server().getHostString()));
    }
    if (config.listen().getPort() != 0
        && server.getPort() == config.listen().getPort()
        && (server.getAddress().equals(config.listen().getAddress())
            || (config.listen().getAddress().isAnyLocalAddress()
                && server.getAddress().isLoopbackAddress()))) {
      throw new ProxyStartException(
          "--server and --listen are both %s: name the game server's own address"
              .formatted(Listeners.text(config.listen())));
    }
  }
}
