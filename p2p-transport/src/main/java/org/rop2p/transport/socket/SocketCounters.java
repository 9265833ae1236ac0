package org.rop2p.transport.socket;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.transport.DropReason;

/** Counts datagrams; safe for any thread. */
public final class SocketCounters {
  public final LongAdder stunIn = new LongAdder();
  public final LongAdder stunOut = new LongAdder();
  public final LongAdder quicIn = new LongAdder();
  public final LongAdder quicOut = new LongAdder();
  public final LongAdder sealedIn = new LongAdder();
  public final LongAdder sealedOut = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  public SocketCounters() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  public void dropped(DropReason reason) {
    dropped.get(reason).increment();
  }

  /** Every reason with its count. */
  public Map<DropReason, Long> dropped() {
    Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
    dropped.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }
}
