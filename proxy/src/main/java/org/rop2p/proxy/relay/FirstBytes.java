package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.rop2p.proxy.logging.LineBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A client that has not spoken yet. On all three kinds of server the client speaks first, so until
 * it does no server is bothered: rAthena counts connections and bans an address that makes too
 * many. What one read brought is kept, and nothing more is read, until the server connection
 * stands.
 *
 * <p>Needs a channel without {@code AUTO_READ}.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(FirstBytes.class);

  /** As long as rAthena bears a connection without a byte (its {@code stall_time}). */
  static final int SILENCE_SECONDS = 60;

  /** How long the rest of a torn packet is waited for: a client sends each packet in one go. */
  static final int REST_MILLIS = 100;

  private final Runnable spoken;
  private final LineBudget lines;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private ScheduledFuture<?> patience;

  /** Null: nobody waits for the rest. */
  private Runnable settled;

  /**
   * Waits for a client.
   *
   * @param spoken run once, when there are bytes for a server: they are to be {@link #take}n when
   *     its connection stands
   * @param lines for what any program on this machine, and any web page, can do again and again
   */
  FirstBytes(Runnable spoken, LineBudget lines) {
    this.spoken = spoken;
    this.lines = lines;
  }

  /** What the client has said so far. The caller owns it. */
  ByteBuf take() {
    ByteBuf taken = bytes;
    bytes = Unpooled.EMPTY_BUFFER;
    return taken;
  }

  /**
   * Reads on while what the client has said may be a part of what it is saying.
   *
   * @param mayBeTorn looks at all it has said so far
   * @param settled run once, possibly at once: when that is no part any more, or when {@link
   *     #REST_MILLIS} have brought nothing more, or when the client has gone
   */
  void settle(Channel client, Predicate<ByteBuf> mayBeTorn, Runnable settled) {
    if (!mayBeTorn.test(bytes)) {
      settled.run();
      return;
    }
    this.settled = settled;
    patience = client.eventLoop().schedule(this::settled, REST_MILLIS, TimeUnit.MILLISECONDS);
    client.read();
  }

  private void settled() {
    patience.cancel(false);
    Runnable action = settled;
    settled = null;
    action.run();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    patience = ctx.executor().schedule(() -> giveUp(ctx), SILENCE_SECONDS, TimeUnit.SECONDS);
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), bytes, (ByteBuf) msg);
    if (settled != null) {
      settled();
      return;
    }
    switch (WebVisitor.in(bytes)) {
      case NO -> {
        patience.cancel(false);
        spoken.run();
      }
      case UNDECIDED -> ctx.read();
      case YES -> {
        log.atLevel(lines.allows() ? Level.WARN : Level.DEBUG)
            .log(
                "A web browser called the game port {} and was turned away: a page you have open"
                    + " tries addresses of this machine",
                ctx.channel().localAddress());
        ctx.close();
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      if (settled == null) {
        ctx.close();
        return;
      }
      settled();
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    patience.cancel(false);
    take().release();
    if (settled != null) {
      settled();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("A client that had not spoken yet is gone", cause);
    ctx.close();
  }

  private void giveUp(ChannelHandlerContext ctx) {
    log.atLevel(lines.allows() ? Level.INFO : Level.DEBUG)
        .log("A client said nothing for {} s: closed", SILENCE_SECONDS);
    ctx.close();
  }
}
