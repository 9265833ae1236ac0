package org.rop2p.bench.lanes;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Random;
import org.rop2p.transport.DatagramFilter;

/**
 * One proxy's line from its peers: what comes in is late, unevenly so, or lost. Thread-safe.
 *
 * <p>The seed is fixed; what happens to which datagram still differs from run to run.
 */
final class PeerLine implements DatagramFilter {
  private static final double PERCENT = 100;

  private final Random random = new Random(20211103);
  private volatile int delayMillis;
  private volatile int jitterMillis;
  private volatile double lossPercent;

  /**
   * From now on.
   *
   * @param delay of everything, milliseconds
   * @param jitter up to so many more, anew for each datagram, which may overtake others
   * @param loss percent of the datagrams that come in
   */
  void set(int delay, int jitter, double loss) {
    delayMillis = delay;
    jitterMillis = jitter;
    lossPercent = loss;
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    return direction == Direction.OUT || random.nextDouble() * PERCENT >= lossPercent;
  }

  @Override
  public long delayMillis(InetSocketAddress remote) {
    int most = jitterMillis;
    return (long) delayMillis + (most == 0 ? 0 : random.nextInt(most + 1));
  }
}
