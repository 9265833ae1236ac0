package org.rop2p.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * Looks at every UDP datagram of an endpoint's socket and says whether it passes.
 *
 * <p>Called on the endpoint's event loop with the real address, before anything else on the way in
 * and after everything else on the way out. The buffer is lent and must not be changed.
 */
@FunctionalInterface
public interface DatagramFilter {
  /** The way a datagram takes. */
  enum Direction {
    IN,
    OUT
  }

  /** Lets everything pass. */
  DatagramFilter PASS_ALL = (direction, remote, datagram) -> true;

  /** Whether the datagram goes on; otherwise it is dropped and counted as filtered. */
  boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram);

  /** Milliseconds by which what came from there and passed is held up; 0 or less: not at all. */
  default long delayMillis(InetSocketAddress remote) {
    return 0;
  }
}
