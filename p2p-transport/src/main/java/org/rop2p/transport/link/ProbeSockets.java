package org.rop2p.transport.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.probing.ProbeNet;
import org.rop2p.transport.socket.SideSocket;

/**
 * The sockets that one link has beside the endpoint's, each a base with a port of its own. Event
 * loop only.
 */
final class ProbeSockets implements ProbeNet {
  /** As for the main socket. */
  private static final int RECEIVE_BUFFER = 2_048;

  private final LoopContext context;
  private final IntSupplier baseNumbers;
  private final LoopTimer timer;
  private final Map<Base, Channel> open = new HashMap<>();

  /**
   * None yet.
   *
   * @param baseNumbers numbers for bases, none twice
   * @param woken run at the time set
   */
  ProbeSockets(LoopContext context, IntSupplier baseNumbers, Runnable woken) {
    this.context = context;
    this.baseNumbers = baseNumbers;
    this.timer = new LoopTimer(context.loop(), context.clock(), woken);
  }

  @Override
  public long now() {
    return context.clock().now();
  }

  @Override
  public RandomGenerator random() {
    return context.random();
  }

  @Override
  public void send(Route route, byte[] stun) {
    context.demultiplexer().sendStun(route, stun, taken -> {});
  }

  @Override
  public void wakeAt(long deadline) {
    timer.set(deadline);
  }

  @Override
  public Base open(Consumer<Boolean> opened) {
    Base base = new Base(baseNumbers.getAsInt(), false, true, false);
    ChannelFuture bound =
        new Bootstrap()
            .group(context.loop())
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER))
            .handler(new SideSocket(base, context.demultiplexer()))
            .bind(new InetSocketAddress(context.config().bind().getAddress(), 0));
    open.put(base, bound.channel());
    context
        .loop()
        .execute(
            () ->
                bound.addListener(
                    done -> {
                      if (open.containsKey(base)) {
                        if (!done.isSuccess()) {
                          open.remove(base);
                        }
                        opened.accept(done.isSuccess());
                      }
                    }));
    return base;
  }

  @Override
  public List<Base> sockets() {
    return List.copyOf(open.keySet());
  }

  @Override
  public void close(Base base) {
    Channel channel = open.remove(base);
    if (channel != null) {
      channel.close();
    }
  }
}
