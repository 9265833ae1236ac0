package org.rop2p.testbed.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.codec.view.RawText;

/**
 * A running stand-in for rAthena: login, char and two map servers and the web server's token check,
 * all at one address, loopback unless told otherwise, and on one event loop of its own.
 *
 * <p>Methods may be called from any thread but that loop.
 */
public final class StandInServer implements AutoCloseable {
  /** More than a receive buffer, so that a client's write is seen as one read. */
  private static final int READ_SIZE = 2 * ReceiveBuffer.CAPACITY;

  private static final int MAX_FORM = 65_536;
  private static final int LOGIN = 0;
  private static final int CHAR = 1;
  private static final int MAP = 2;
  private static final int SECOND_MAP = 3;
  private static final int WEB = 4;

  private final NioEventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("stand-in", true));
  private final ServerLog log = new ServerLog();
  private final Traffic traffic = new Traffic();
  private final Channel[] listeners = new Channel[WEB + 1];
  private final ChannelGroup clients;
  private final Random random;
  private final InetAddress address;
  private final Game game;
  private final Faults faults;

  private StandInServer(StandInBuilder setup) {
    EventLoop loop = group.next();
    clients = new DefaultChannelGroup(loop);
    random = new Random(setup.seed);
    address = setup.address;
    game = new Game(new Timers(loop), setup, log, List.of(this::mapPort, this::secondMapPort));
    faults = new Faults(loop, game, log);
  }

  /** A setup with the {@link DefaultWorld} and no accounts. */
  public static StandInBuilder builder() {
    return new StandInBuilder();
  }

  static StandInServer start(StandInBuilder setup) {
    StandInServer server = new StandInServer(setup);
    try {
      server.listen(setup);
      server.group.next().submit(server.game::startTicking).syncUninterruptibly();
      return server;
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException(e);
    }
  }

  public int loginPort() {
    return port(LOGIN);
  }

  public int charPort() {
    return port(CHAR);
  }

  public int mapPort() {
    return port(MAP);
  }

  public int secondMapPort() {
    return port(SECOND_MAP);
  }

  /** Port of the web server with {@code POST /party/info}. */
  public int webPort() {
    return port(WEB);
  }

  /** What the server does; thread-safe. */
  public ServerLog log() {
    return log;
  }

  /** What both map servers received and sent since the start; thread-safe. */
  public ReceivedCounts received() {
    return traffic.total();
  }

  /**
   * As {@link #received()}, of one account's map connections, from when the server knows whose they
   * are: CZ_ENTER and the answer to it count for account 0.
   */
  public ReceivedCounts received(int account) {
    return traffic.of(account);
  }

  /** Things that happen to players; thread-safe. */
  public Faults faults() {
    return faults;
  }

  /** The server's tick now, as ZC_NOTIFY_TIME tells it: milliseconds, u32. */
  public int tick() {
    return game.clock.tick();
  }

  /** The account id of a user name; on rAthena also its character's unit id. */
  public int accountId(String user) {
    Account account = game.accounts.byUser(user);
    if (account == null) {
      throw new NoSuchElementException("no account " + user);
    }
    return account.id;
  }

  /** The unit id of the NPC of that name. */
  public int npcId(String name) {
    Npc npc = game.world.npcNamed(RawText.ascii(name));
    if (npc == null) {
      throw new NoSuchElementException("no NPC " + name);
    }
    return npc.id;
  }

  /** Closes every port and connection, as a killed server does. Further calls do nothing. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      group.terminationFuture().syncUninterruptibly();
      return;
    }
    for (Channel listener : listeners) {
      if (listener != null) {
        listener.close().syncUninterruptibly();
      }
    }
    clients.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void listen(StandInBuilder setup) throws IOException {
    CharService characters =
        new CharService(
            game.accounts, game.presences, game.world, List.of(this::mapPort, this::secondMapPort));
    listeners[CHAR] = game(0, setup, characters);
    listeners[MAP] = game(0, setup, new MapService(0, game));
    listeners[SECOND_MAP] = game(0, setup, new MapService(1, game));
    listeners[WEB] =
        listen(
            0,
            channel ->
                channel
                    .pipeline()
                    .addLast("idle", new IdleStateHandler(WebService.KEEP_ALIVE_SECONDS, 0, 0))
                    .addLast("http", new HttpServerCodec())
                    .addLast("body", new HttpObjectAggregator(MAX_FORM))
                    .addLast("web-service", new WebService(game.tokens)));
    listeners[LOGIN] =
        game(
            setup.loginPort,
            setup,
            new LoginService(
                game.accounts,
                game.presences,
                game.tokens,
                setup.webTokens,
                passwords(setup),
                this::charPort));
  }

  /** Null when wrong passwords are not counted. */
  private static PasswordGuard passwords(StandInBuilder setup) {
    return setup.passwordBan ? new PasswordGuard(System::nanoTime) : null;
  }

  private Channel game(int port, StandInBuilder setup, Service service) throws IOException {
    ConnectionGuard guard = new ConnectionGuard(System::nanoTime);
    Dialect dialect = Dialect.of(service.kind(), game.protocol, setup.keys);
    return listen(
        port,
        channel -> {
          if (setup.connectionBan && !guard.admits(address(channel))) {
            channel.close();
            return;
          }
          channel
              .pipeline()
              .addLast(
                  "connection",
                  new Connection(service, dialect, setup.timing, log, traffic, random));
        });
  }

  private Channel listen(int port, Consumer<Channel> pipeline) throws IOException {
    ChannelHandler initializer =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            clients.add(channel);
            pipeline.accept(channel);
          }
        };
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
            .childHandler(initializer)
            .bind(new InetSocketAddress(address, port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "the stand-in cannot listen on port " + port + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  private static InetAddress address(Channel channel) {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress();
  }

  private int port(int listener) {
    return ((InetSocketAddress) listeners[listener].localAddress()).getPort();
  }
}
