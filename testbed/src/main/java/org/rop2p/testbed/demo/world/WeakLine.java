package org.rop2p.testbed.demo.world;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Random;
import org.rop2p.transport.DatagramFilter;

/**
 * One proxy's line to all of its peers, which can be cut, slow and lossy. STUN servers stay in
 * reach. Thread-safe.
 */
public final class WeakLine implements DatagramFilter {
  private static final int PERCENT = 100;
  private static final int MAX_DELAY_MILLIS = 10_000;

  private final int notAPeer;
  private final Random random = new Random();
  private volatile boolean cut;
  private volatile int delayMillis;
  private volatile int lossPercent;

  /**
   * @param stunPort the STUN server's, which is no peer
   */
  public WeakLine(int stunPort) {
    this.notAPeer = stunPort;
  }

  /**
   * {@code cut}, {@code heal}, {@code delay MS} (what comes in is that late) or {@code loss
   * PERCENT} (of what comes and goes).
   *
   * @throws IllegalArgumentException for anything else
   */
  public void obey(String command) {
    String[] words = command.strip().split(" +", -1);
    switch (words[0]) {
      case "cut" -> cut = true;
      case "heal" -> {
        cut = false;
        delayMillis = 0;
        lossPercent = 0;
      }
      case "delay" -> delayMillis = number(words, MAX_DELAY_MILLIS);
      case "loss" -> lossPercent = number(words, PERCENT);
      default -> throw new IllegalArgumentException("no such command: " + command);
    }
  }

  private static int number(String[] words, int most) {
    int value = words.length == 2 ? Integer.parseInt(words[1]) : -1;
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(words[0] + " takes a number from 0 to " + most);
    }
    return value;
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    return remote.getPort() == notAPeer
        || (!cut && (lossPercent == 0 || random.nextInt(PERCENT) >= lossPercent));
  }

  @Override
  public long delayMillis(InetSocketAddress remote) {
    return remote.getPort() == notAPeer ? 0 : delayMillis;
  }
}
