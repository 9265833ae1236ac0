package org.rop2p.bench.relay;

import java.io.Closeable;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.machine.ProcessMeter;

/**
 * A running candidate with the meters on its process. What a JVM allocates is asked in runs of
 * their own: the answering costs CPU time that is not the proxy's.
 */
final class Measured implements Closeable {
  private static final double MIB = 1024 * 1024;
  private static final double THOUSAND = 1_000;

  private final Candidate candidate;
  private final ProcessMeter process;
  private AllocationMeter allocation;

  /** Plays a schedule once. */
  interface Play {
    LoadRun.Outcome play() throws IOException, InterruptedException;
  }

  Measured(Candidate candidate) {
    this.candidate = candidate;
    this.process =
        candidate.pid().isPresent() ? new ProcessMeter(candidate.pid().getAsLong()) : null;
  }

  Candidate candidate() {
    return candidate;
  }

  /** Plays, and tells in {@code values} what the process used for it. */
  LoadRun.Outcome using(Map<Metric, Double> values, Play run)
      throws IOException, InterruptedException {
    if (process == null) {
      return run.play();
    }
    long before = process.cpuNanos();
    LoadRun.Outcome outcome = run.play();
    double cpuMicros = (process.cpuNanos() - before) / (double) TimeUnit.MICROSECONDS.toNanos(1);
    values.put(Metric.CPU, cpuMicros / (outcome.frames() / THOUSAND));
    values.put(Metric.RESIDENT, process.residentBytes() / MIB);
    return outcome;
  }

  /** Plays, and returns what the event loops allocated meanwhile; nothing for what is no JVM. */
  Map<Metric, Double> allocated(Play run) throws IOException, InterruptedException {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    if (candidate.jvm()) {
      if (allocation == null) {
        allocation = AllocationMeter.attach(candidate.pid().orElseThrow());
      }
      long before = allocation.bytes();
      LoadRun.Outcome outcome = run.play();
      double bytes = allocation.bytes() - before;
      values.put(Metric.ALLOCATED_PER_FRAME, bytes / outcome.frames());
      values.put(
          Metric.ALLOCATED_PER_SECOND,
          bytes * TimeUnit.SECONDS.toNanos(1) / outcome.elapsedNanos());
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    try {
      if (allocation != null) {
        allocation.close();
      }
    } finally {
      candidate.close();
    }
  }
}
