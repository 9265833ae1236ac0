package org.rop2p.transport.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
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
  public void channelActive(ChannelHandlerContext ctx) {
    demultiplexer.add(base, demultiplexer.outlet(ctx));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
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
}
