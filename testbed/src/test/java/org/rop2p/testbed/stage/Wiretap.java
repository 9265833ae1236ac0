package org.rop2p.testbed.stage;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.testbed.demo.world.WeakLine;
import org.rop2p.transport.DatagramFilter;

/**
 * A weak line at which somebody counts what goes out and says more than that the link is alive.
 * Thread-safe.
 */
final class Wiretap implements DatagramFilter {
  /** First bytes of QUIC datagrams are larger, those of STUN smaller (RFC 9443 section 2). */
  private static final int LEAST_QUIC = 64;

  /**
   * Between a link's pings with their acknowledgements, 43 to 56 bytes, and the shortest sealed
   * envelope, 103 bytes.
   */
  private static final int LONGEST_SIGN_OF_LIFE = 80;

  private final WeakLine line;
  private final LongAdder told = new LongAdder();

  Wiretap(WeakLine line) {
    this.line = line;
  }

  /** How many datagrams with messages went out, to whomever. */
  long told() {
    return told.sum();
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    if (direction == Direction.OUT
        && datagram.readableBytes() > LONGEST_SIGN_OF_LIFE
        && datagram.getUnsignedByte(datagram.readerIndex()) >= LEAST_QUIC) {
      told.increment();
    }
    return line.pass(direction, remote, datagram);
  }

  @Override
  public long delayMillis(InetSocketAddress remote) {
    return line.delayMillis(remote);
  }
}
