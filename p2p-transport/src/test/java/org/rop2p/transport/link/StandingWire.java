package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.DatagramFilter;

/** Lets everything pass, and when told makes the event loop stand still until told again. */
final class StandingWire implements DatagramFilter {
  private final CountDownLatch standing = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch sentAfter = new CountDownLatch(1);
  private volatile boolean stand;

  /** Returns when the loop stands still. */
  void stand() throws InterruptedException {
    stand = true;
    await(standing);
  }

  /** Returns when it has sent something since. */
  void goOn() throws InterruptedException {
    over.countDown();
    await(sentAfter);
  }

  private static void await(CountDownLatch datagram) throws InterruptedException {
    if (!datagram.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("no datagram for 20 s");
    }
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    if (stand && direction == Direction.OUT && standing.getCount() == 0) {
      sentAfter.countDown();
    } else if (stand) {
      standing.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }
}
