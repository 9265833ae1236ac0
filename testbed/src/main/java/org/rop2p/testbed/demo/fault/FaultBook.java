package org.rop2p.testbed.demo.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rop2p.testbed.oracle.Timing.Stall;

/** What has gone wrong as ordered, and what could not be made to. Thread-safe. */
public final class FaultBook {
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private final List<Stall> stalls = new ArrayList<>();
  private final Map<Fault, String> failures = new EnumMap<>(Fault.class);

  public FaultBook() {
    for (Fault fault : Fault.values()) {
      done.put(fault, 0);
    }
  }

  synchronized void done(Fault fault) {
    done.merge(fault, 1, Integer::sum);
  }

  synchronized void stalled(long fromNanos, long toNanos) {
    stalls.add(new Stall(fromNanos, toNanos));
  }

  synchronized void failed(Fault fault, String why) {
    failures.put(fault, "the fault " + fault.label() + " could not be done: " + why);
  }

  /** The end: what is not done by now never was. */
  synchronized void close() {
    done.forEach(
        (fault, times) -> {
          if (times == 0 && !failures.containsKey(fault)) {
            failed(fault, "it was not over in time");
          }
        });
  }

  /** How often each was done, zeros too. */
  public synchronized Map<Fault, Integer> counts() {
    return new EnumMap<>(done);
  }

  public synchronized List<Stall> stalls() {
    return List.copyOf(stalls);
  }

  /** One sentence for each fault that could not be done. */
  public synchronized List<String> failures() {
    return List.copyOf(failures.values());
  }
}
