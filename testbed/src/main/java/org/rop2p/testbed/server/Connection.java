package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import org.rop2p.codec.Direction;
import org.rop2p.codec.ServerKind;

/**
 * A client's connection to one of the servers: rAthena's receive buffer and serving cycle on the
 * way in, one write a cycle on the way out, the account's simulated latency on both. Event loop
 * only.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  /** A session gets this many packets served before the others have their turn. */
  static final int PACKETS_PER_CYCLE = 3;

  private final Service service;
  private final Dialect dialect;
  private final Timing timing;
  private final ServerLog log;
  private final Traffic traffic;
  private final Random random;
  private final ReceiveBuffer buffer;
  private final BacklogPace pace;
  private Channel channel;
  private Timers timers;
  private DelayLine toServer;
  private DelayLine toClient;
  private ByteBuf pending;
  private boolean flushScheduled;
  private boolean cycleScheduled;
  private boolean ended;
  private boolean firstLook = true;
  private boolean looking;
  private long lastByte;
  private Account account;

  /** What the map server knows of this client; null on the other servers and before CZ_ENTER. */
  private Player player;

  /** A CZ_ENTER has been taken and is not answered yet. */
  boolean entering;

  /** CZ_NOTIFY_ACTORINIT came while {@link #entering}. */
  boolean loadedEarly;

  Connection(
      Service service,
      Dialect dialect,
      Timing timing,
      ServerLog log,
      Traffic traffic,
      Random random) {
    this.service = service;
    this.dialect = dialect;
    this.timing = timing;
    this.log = log;
    this.traffic = traffic;
    this.random = random;
    this.pace = new BacklogPace(timing);
    this.buffer = new ReceiveBuffer(service.kind() == ServerKind.CHAR, dialect);
  }

  boolean ended() {
    return ended;
  }

  private InetAddress here() {
    return channel.localAddress() instanceof InetSocketAddress local
        ? local.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  Account account() {
    return account;
  }

  Player player() {
    return player;
  }

  void player(Player value) {
    player = value;
  }

  /** The client's address. */
  InetAddress from() {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress();
  }

  /** From now on this connection is the account's, with the account's latency and jitter. */
  void account(Account owner) {
    account = owner;
    toServer.delay(owner.latencyNanos);
    toClient.delay(owner.latencyNanos);
    toServer.jitter(owner.jitterNanos, random);
    toClient.jitter(owner.jitterNanos, random);
  }

  /** Bytes of further packets that came along with the one now being served. */
  int unprocessed() {
    return buffer.unprocessed();
  }

  void send(Outgoing packet) {
    if (ended) {
      return;
    }
    if (pending == null) {
      pending = Unpooled.buffer(); // on the heap: needs no release wherever it ends
    }
    packet.write(new PacketWriter(pending, dialect.protocol(), here()));
    if (!flushScheduled) {
      flushScheduled = true;
      channel.eventLoop().execute(this::flush);
    }
  }

  /** Ends the connection once what was sent has gone out, and says why in the log. */
  void kick(String reason) {
    if (ended) {
      return;
    }
    log.add(new ServerEvent.Kicked(System.nanoTime(), accountId(), service.kind(), reason));
    flush();
    ended = true;
    toClient.pass(this::closeChannel);
    service.closed(this, true);
  }

  /** Cuts the connection without a word, as a broken line does. */
  void cut() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    closeChannel();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    timers = new Timers(ctx.executor());
    toServer = new DelayLine(timers);
    toClient = new DelayLine(timers);
    lastByte = System.nanoTime();
    watchForStall(timing.stall().toNanos());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf chunk = (ByteBuf) message;
    byte[] bytes;
    try {
      bytes = ByteBufUtil.getBytes(chunk);
    } finally {
      chunk.release();
    }
    toServer.pass(() -> arrived(bytes));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    toServer.pass(this::gone);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      closeChannel();
    } else {
      kick("the stand-in failed: " + cause);
    }
  }

  private void arrived(byte[] bytes) {
    if (ended) {
      return;
    }
    lastByte = System.nanoTime();
    if (!buffer.append(bytes)) {
      kick("2,048 unprocessed bytes");
      return;
    }
    serve();
  }

  /** Every further packet waits until the first one has been looked at. */
  private void serve() {
    if (looking) {
      return;
    }
    if (firstLook && !timing.entryLook().isZero() && service.kind() == ServerKind.MAP) {
      looking = true;
      timers.after(
          timing.entryLook(),
          () -> {
            looking = false;
            firstLook = false;
            serve();
          });
      return;
    }
    firstLook = false;
    serveThree();
  }

  private void serveThree() {
    for (int served = 0; served < PACKETS_PER_CYCLE && !ended; served++) {
      switch (buffer.look()) {
        case WAIT -> {
          pace.cleared();
          return;
        }
        case TORN -> {
          kick("torn packet %04X".formatted(buffer.id()));
          return;
        }
        case UNKNOWN -> {
          kick("unknown packet %04X".formatted(buffer.id()));
          return;
        }
        case FRAME -> {
          int id = buffer.id();
          service.received(this, id, buffer.take());
          count(id);
        }
      }
    }
    if (buffer.unprocessed() == 0) {
      pace.cleared();
    } else if (!ended && !cycleScheduled) {
      cycleScheduled = true;
      timers.after(pace.pause(System.nanoTime()), this::nextCycle);
    }
  }

  private void count(int id) {
    if (service.kind() == ServerKind.MAP) {
      traffic.received(accountId(), dialect.protocol().packet(id, Direction.CLIENT_TO_SERVER));
    }
  }

  private void nextCycle() {
    cycleScheduled = false;
    serve();
  }

  private void gone() {
    pending = null;
    log.add(new ServerEvent.Disconnected(System.nanoTime(), accountId(), service.kind()));
    if (!ended) {
      ended = true;
      service.closed(this, false);
    }
  }

  private void flush() {
    flushScheduled = false;
    if (pending == null) {
      return;
    }
    ByteBuf batch = pending;
    pending = null;
    toClient.pass(() -> write(batch));
  }

  private void watchForStall(long nanos) {
    timers.after(
        nanos,
        () -> {
          if (ended) {
            return;
          }
          long left = timing.stall().toNanos() - (System.nanoTime() - lastByte);
          if (left <= 0) {
            kick("silent for " + timing.stall().toSeconds() + " s");
          } else {
            watchForStall(left);
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails is followed by gone()
  private void write(ByteBuf batch) {
    if (service.kind() == ServerKind.MAP) {
      traffic.sent(accountId(), batch.readableBytes());
    }
    channel.writeAndFlush(batch);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do when closing fails
  private void closeChannel() {
    channel.close();
  }

  private int accountId() {
    return account == null ? 0 : account.id;
  }
}
