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
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.socket.SideSocket;

/**
 * The sockets that one link has beside the endpoint's, each a base with a port of its own. Event
 * loop only.
 */
final class ProbeSockets {
  /** As for the main socket. */
  private static final int RECEIVE_BUFFER = 2_048;

  private final LoopContext context;
  private final IntSupplier baseNumbers;
  private final Map<Base, Channel> open = new HashMap<>();

  /**
   * None yet.
   *
   * @param baseNumbers numbers for bases, none twice
   */
  ProbeSockets(LoopContext context, IntSupplier baseNumbers) {
    this.context = context;
    this.baseNumbers = baseNumbers;
  }

  /**
   * Opens a socket; IPv4 alone can be reached from it.
   *
   * @param opened told later whether it is open, unless it is closed by then
   */
  Base open(Consumer<Boolean> opened) {
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

  /** What is open or being opened. */
  List<Base> all() {
    return List.copyOf(open.keySet());
  }

  void close(Base base) {
    Channel channel = open.remove(base);
    if (channel != null) {
      channel.close();
    }
  }
}
