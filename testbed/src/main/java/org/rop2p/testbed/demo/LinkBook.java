package org.rop2p.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rop2p.testbed.demo.world.LinkSight;

/** Every peer link that was up at some time, each once however many ends were seen. Thread-safe. */
public final class LinkBook {
  private final Map<LinkSight.Ends, LinkSight> everUp = new LinkedHashMap<>();
  private final Map<LinkSight.Ends, LinkSight> now = new LinkedHashMap<>();
  private int drops;

  /** How the links of the whole demo stand, by number. */
  public record Totals(int direct, int relay, long setupMillis50, long rttMillis50) {}

  /** What changed since the last look. */
  record Change(LinkSight link, boolean up) {}

  /** Takes what all proxies say at one moment; answers links that came up or went down. */
  synchronized List<Change> look(Collection<LinkSight> sights) {
    Map<LinkSight.Ends, LinkSight> oneEnd = new LinkedHashMap<>();
    Map<LinkSight.Ends, LinkSight> up = new LinkedHashMap<>();
    for (LinkSight sight : sights) {
      if (oneEnd.putIfAbsent(sight.ends(), sight) != null) {
        up.put(sight.ends(), sight);
      }
    }
    List<Change> changes = new ArrayList<>();
    up.forEach(
        (key, sight) -> {
          if (!now.containsKey(key)) {
            changes.add(new Change(sight, true));
          }
        });
    now.forEach(
        (key, sight) -> {
          if (!up.containsKey(key)) {
            changes.add(new Change(sight, false));
            drops++;
            notifyAll();
          }
        });
    everUp.putAll(up);
    now.clear();
    now.putAll(up);
    return changes;
  }

  /** Waits until more links have gone down than {@code before}; false if none did in time. */
  synchronized boolean awaitDropAfter(int before, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (drops <= before) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How often a link that was up went away. */
  synchronized int drops() {
    return drops;
  }

  synchronized Totals totals() {
    int relayed = (int) everUp.values().stream().filter(LinkSight::relayed).count();
    return new Totals(
        everUp.size() - relayed,
        relayed,
        median(everUp.values().stream().map(LinkSight::setupMillis)),
        median(
            everUp.values().stream()
                .filter(sight -> sight.rttMillis() >= 0)
                .map(sight -> (long) sight.rttMillis())));
  }

  private static long median(Stream<Long> values) {
    return Math.round(Median.of(values.map(Long::doubleValue).toList()));
  }
}
