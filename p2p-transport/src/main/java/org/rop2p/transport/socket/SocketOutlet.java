package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.DatagramFilter.Direction;
import org.rop2p.transport.DropReason;

/**
 * A socket of the system, behind the filter: every datagram of the endpoint leaves through one.
 *
 * @param socket where writes go to the system and nowhere else
 */
record SocketOutlet(ChannelOutboundInvoker socket, DatagramFilter filter, SocketCounters counters)
    implements Outlet {
  @Override
  public boolean write(InetSocketAddress to, ByteBuf datagram, ChannelPromise written) {
    if (!filter.pass(Direction.OUT, to, datagram)) {
      datagram.release();
      counters.dropped(DropReason.FILTERED);
      written.trySuccess();
      return false;
    }
    socket.write(new DatagramPacket(datagram, to), written);
    return true;
  }

  @Override
  public void flush() {
    socket.flush();
  }
}
