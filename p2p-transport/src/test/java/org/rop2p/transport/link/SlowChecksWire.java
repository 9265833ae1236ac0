package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.transport.DatagramFilter;

/** On the side of who accepts: its own checks get nowhere until the peer connects by QUIC. */
final class SlowChecksWire implements DatagramFilter {
  /** A binding request begins with 0x0001 (RFC 8489 section 5). */
  private static final int REQUEST = 1;

  /** Long header and fixed bit (RFC 9000 section 17.2). */
  private static final int LONG_HEADER = 0xC0;

  private final AtomicInteger heldUp = new AtomicInteger();
  private volatile boolean slow;

  void slow() {
    slow = true;
  }

  /** Checks that went nowhere. */
  int heldUp() {
    return heldUp.get();
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    if (direction == Direction.IN && datagram.getUnsignedByte(0) >= LONG_HEADER) {
      slow = false;
    }
    boolean check = direction == Direction.OUT && datagram.getUnsignedShort(0) == REQUEST;
    if (slow && check) {
      heldUp.incrementAndGet();
      return false;
    }
    return true;
  }
}
