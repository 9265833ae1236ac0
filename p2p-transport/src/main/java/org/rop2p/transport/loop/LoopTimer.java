package org.rop2p.transport.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Runs one task at the earliest deadline it was last set to. Event loop only. */
public final class LoopTimer {
  /** A loop that is later than this was kept from running, and what came is not read yet. */
  private static final long STOOD = TimeUnit.MILLISECONDS.toNanos(200);

  private final EventLoop loop;
  private final LoopClock clock;
  private final Runnable task;
  private final LongConsumer stood;
  private ScheduledFuture<?> pending;
  private long due = Long.MAX_VALUE;

  public LoopTimer(EventLoop loop, LoopClock clock, Runnable task) {
    this(loop, clock, task, nanos -> {});
  }

  /**
   * A timer that notices when the loop stood still: a machine that slept, or had no time for it.
   *
   * @param stood told how many nanoseconds too late the task is, if by much, before it runs
   */
  public LoopTimer(EventLoop loop, LoopClock clock, Runnable task, LongConsumer stood) {
    this.loop = loop;
    this.clock = clock;
    this.task = task;
    this.stood = stood;
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

  /** To be called by whatever may act before the task does: tells if the loop stood still. */
  public void look() {
    long now = clock.now();
    if (due != Long.MAX_VALUE && now - due >= STOOD) {
      long late = now - due;
      due = now;
      stood.accept(late);
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
    look();
    due = Long.MAX_VALUE;
    task.run();
  }
}
