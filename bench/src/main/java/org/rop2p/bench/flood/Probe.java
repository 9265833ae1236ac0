package org.rop2p.bench.flood;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;

/**
 * Asks the server for the own name over and over, through a proxy, at times fixed beforehand. A
 * latency counts from the moment the question was to be sent until the answer has been read.
 */
final class Probe {
  /** How long after the last question answers may come. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private long[] due = {};
  private long[] latencies = {};
  private int answers;

  /** Hears what the client's screen shows, on its thread. */
  synchronized void shows(ScreenEvent event) {
    if (event instanceof ScreenEvent.NameShown name && answers < due.length) {
      latencies[answers] = name.nanos() - due[answers];
      answers++;
    }
  }

  /**
   * Blocks until every question has been answered.
   *
   * @param perSecond questions
   * @return nanoseconds there and back, one for each question
   * @throws IOException with a sentence for people when not all were answered
   */
  long[] ask(HeadlessClient client, int perSecond, double seconds) throws IOException {
    int questions = (int) (perSecond * seconds);
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long[] times = new long[questions];
    for (int i = 0; i < questions; i++) {
      times[i] = start + i * pause;
    }
    synchronized (this) {
      answers = 0;
      latencies = new long[questions];
      due = times;
    }
    for (long at : times) {
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (!client.requestName(client.accountId())) {
        throw new IOException("the measured player is out of the game");
      }
    }
    long end = System.nanoTime() + GRACE_NANOS;
    while (answered() < questions && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    synchronized (this) {
      due = new long[0];
      if (answers < questions) {
        throw new IOException(
            "%d of %d questions were not answered".formatted(questions - answers, questions));
      }
      return latencies;
    }
  }

  private synchronized int answered() {
    return answers;
  }
}
