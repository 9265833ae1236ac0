package org.rop2p.testbed.demo;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.transport.DatagramFilter;

/**
 * Scissors at one proxy's UDP socket: from {@link #cutBusiest} on, nothing passes to or from the
 * peer with whom most was exchanged. A peer is known by its port, whatever addresses it has.
 */
final class LinkCut implements DatagramFilter {
  /** No more than there can be players, so that noise from outside can't fill the map. */
  private static final int MAX_PORTS = 1_024;

  private final int notAPeer;
  private final Map<Integer, LongAdder> bytes = new ConcurrentHashMap<>();
  private volatile int cut = -1;

  /**
   * @param stunPort the STUN server's, which is no peer
   */
  LinkCut(int stunPort) {
    this.notAPeer = stunPort;
  }

  /** Cuts, and answers the peer's port; empty if nothing was exchanged with anybody. */
  Optional<Integer> cutBusiest() {
    Optional<Integer> busiest =
        bytes.entrySet().stream()
            .max((a, b) -> Long.compare(a.getValue().sum(), b.getValue().sum()))
            .map(Map.Entry::getKey);
    busiest.ifPresent(port -> cut = port);
    return busiest;
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    int port = remote.getPort();
    if (port != notAPeer && (bytes.size() < MAX_PORTS || bytes.containsKey(port))) {
      bytes.computeIfAbsent(port, key -> new LongAdder()).add(datagram.readableBytes());
    }
    return port != cut;
  }
}
