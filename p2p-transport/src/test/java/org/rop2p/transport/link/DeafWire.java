package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.rop2p.transport.DatagramFilter;

/** From some moment on lets no QUIC in, and counts the STUN requests that go out. */
final class DeafWire implements DatagramFilter {
  /** A binding request begins with 0x0001 (RFC 8489 section 5). */
  private static final int REQUEST = 1;

  private static final int LAST_OF_STUN = 3;

  private volatile boolean deaf;
  private volatile int asked;

  void deafen() {
    deaf = true;
  }

  int asked() {
    return asked;
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // the endpoint's loop alone writes
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    if (deaf && direction == Direction.OUT && datagram.getUnsignedShort(0) == REQUEST) {
      asked++;
    }
    return !deaf || direction == Direction.OUT || datagram.getUnsignedByte(0) <= LAST_OF_STUN;
  }
}
