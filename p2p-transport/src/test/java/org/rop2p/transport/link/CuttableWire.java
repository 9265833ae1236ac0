package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.rop2p.transport.DatagramFilter;

/** Lets everything pass until it is cut. */
final class CuttableWire implements DatagramFilter {
  private volatile boolean cut;

  void cut() {
    cut = true;
  }

  void mend() {
    cut = false;
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    return !cut;
  }
}
