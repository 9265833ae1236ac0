package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.transport.DatagramFilter;

/** From some moment on lets no QUIC in, and a second later counts the STUN requests that go out. */
final class DeafWire implements DatagramFilter {
  /** A binding request begins with 0x0001 (RFC 8489 section 5). */
  private static final int REQUEST = 1;

  private static final int LAST_OF_STUN = 3;

  /** Checks of the setup may be due until then. */
  private static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private volatile boolean deaf;
  private volatile long deafAt;
  private final AtomicInteger asked = new AtomicInteger();

  void deafen() {
    deafAt = System.nanoTime();
    deaf = true;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    boolean later = deaf && System.nanoTime() - deafAt > OVER_NANOS;
    if (later && direction == Direction.OUT && datagram.getUnsignedShort(0) == REQUEST) {
      asked.incrementAndGet();
    }
    return !deaf || direction == Direction.OUT || datagram.getUnsignedByte(0) <= LAST_OF_STUN;
  }
}
