package org.rop2p.testbed.demo.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.testbed.demo.world.DemoWorld;

/**
 * Kills one of two coordinators and starts it again, then their Redis, which comes back empty, then
 * the other: by shares of the demo.
 */
public final class NodeFaults {
  /** When, as shares of the demo. */
  private static final double[] AT = {0.25, 0.4, 0.5, 0.56, 0.7, 0.85};

  private final DemoWorld world;
  private final Consumer<String> story;

  /**
   * Nothing broken yet.
   *
   * @param story takes a line for people
   */
  public NodeFaults(DemoWorld world, Consumer<String> story) {
    this.world = world;
    this.story = story;
  }

  /** Goes through it; blocks until the last part. */
  public void run(Duration demo) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int step = 0;
    await(start, demo, AT[step++]);
    story.accept("the first coordinator is killed");
    world.coordinators().get(0).kill();
    await(start, demo, AT[step++]);
    story.accept("the first coordinator starts again");
    world.coordinators().get(0).startAgain();
    await(start, demo, AT[step++]);
    story.accept("Redis is killed");
    world.redis().kill();
    await(start, demo, AT[step++]);
    story.accept("Redis starts again and knows nothing");
    world.redis().startAgain();
    await(start, demo, AT[step++]);
    story.accept("the second coordinator is killed");
    world.coordinators().get(1).kill();
    await(start, demo, AT[step]);
    story.accept("the second coordinator starts again");
    world.coordinators().get(1).startAgain();
  }

  private static void await(long start, Duration demo, double share) throws InterruptedException {
    long due = start + (long) (demo.toNanos() * share);
    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
  }
}
