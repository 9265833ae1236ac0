package org.rop2p.bench.world;

import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.HeadlessClient;

/**
 * What a busy player does: a walk in two seconds, a line in four, an emote in five, on average.
 * Idle until told otherwise. Thread-safe.
 */
public final class Habits {
  private static final int WALK_MILLIS = 2_000;
  private static final int CHAT_MILLIS = 4_000;
  private static final int EMOTE_MILLIS = 5_000;
  private static final int EMOTES = 20;

  /** Everybody stays within earshot of everybody. */
  private static final int ROAM = 4;

  private final HeadlessClient client;
  private final ScheduledExecutorService clock;
  private final Random random;
  private volatile boolean busy;
  private int lines;

  /**
   * @param seed of when he does what
   */
  public Habits(HeadlessClient client, ScheduledExecutorService clock, long seed) {
    this.client = client;
    this.clock = clock;
    this.random = new Random(seed);
    later(WALK_MILLIS, this::walk);
    later(CHAT_MILLIS, this::say);
    later(EMOTE_MILLIS, this::emote);
  }

  public void busy(boolean value) {
    busy = value;
  }

  private synchronized void later(int average, Runnable act) {
    int millis = average / 2 + random.nextInt(average);
    clock.schedule(
        () -> {
          if (busy) {
            act.run();
          }
          later(average, act);
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  private synchronized void walk() {
    client.walk(near(random));
  }

  private synchronized void say() {
    lines++;
    client.say(RawText.ascii("a line of usual length, the " + lines));
  }

  private synchronized void emote() {
    client.emote(random.nextInt(EMOTES));
  }

  /** A cell of the square in which all this happens. */
  public static Cell near(Random random) {
    int side = 2 * ROAM + 1;
    return new Cell(
        Town.CENTRE.x() - ROAM + random.nextInt(side),
        Town.CENTRE.y() - ROAM + random.nextInt(side));
  }
}
