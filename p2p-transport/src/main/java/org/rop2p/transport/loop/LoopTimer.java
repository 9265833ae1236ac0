package org.rop2p.transport.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs one task at the earliest deadline it was last set to. Event loop only. */
public final class LoopTimer {
  private final EventLoop loop;
  private final LoopClock clock;
  private final Runnable task;
  private ScheduledFuture<?> pending;
  private long due = Long.MAX_VALUE;

  public LoopTimer(EventLoop loop, LoopClock clock, Runnable task) {
    this.loop = loop;
    this.clock = clock;
    this.task = task;
  }

  /** Sets the deadline, {@link Long#MAX_VALUE} for never. */
  public void set(long deadline) {
    if (deadline == due) {
      return;
    }
    cancel();
    due = deadline;
    if (deadline != Long.MAX_VALUE) {
      long delay = Math.max(0, deadline - clock.now());
      pending = loop.schedule(this::run, delay, TimeUnit.NANOSECONDS);
    }
  }

  public void cancel() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
    due = Long.MAX_VALUE;
  }

  private void run() {
    pending = null;
    due = Long.MAX_VALUE;
    task.run();
  }
}
