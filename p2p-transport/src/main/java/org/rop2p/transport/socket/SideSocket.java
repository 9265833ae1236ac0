package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.PromiseNotifier;
import java.net.InetSocketAddress;
import org.rop2p.transport.ice.Base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only handler of a socket beside the main one, on the same event loop: while the socket is
 * open datagrams may leave from its base, and what comes goes where that of the main socket goes.
 */
public final class SideSocket extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(SideSocket.class);

  private final Base base;
  private final Demultiplexer demultiplexer;

  public SideSocket(Base base, Demultiplexer demultiplexer) {
    this.base = base;
    this.demultiplexer = demultiplexer;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    demultiplexer.add(base, new Way(demultiplexer.outlet(ctx), ctx));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    demultiplexer.remove(base);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    demultiplexer.arrived(ctx, base, (DatagramPacket) msg);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    demultiplexer.readComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // As for the main socket: an ICMP answer, at most.
    LOG.debug("UDP socket beside the main one: {}", cause.toString());
  }

  /** Promises are the main socket's, and a channel takes none but its own. */
  private record Way(SocketOutlet outlet, ChannelHandlerContext socket) implements Outlet {
    @Override
    public boolean write(InetSocketAddress to, ByteBuf datagram, ChannelPromise written) {
      ChannelPromise own = socket.newPromise();
      own.addListener(new PromiseNotifier<>(false, written));
      return outlet.write(to, datagram, own);
    }

    @Override
    public void flush() {
      outlet.flush();
    }
  }
}
