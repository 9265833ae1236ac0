package org.rop2p.proxy.stats;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;

/** What has become of links to other proxies since start. Thread-safe. */
public final class LinkTotals {
  private final LongAdder attempted = new LongAdder();
  private final Map<LinkPath, LongAdder> up = new EnumMap<>(LinkPath.class);
  private final LongAdder probed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder down = new LongAdder();
  private final LongAdder setupMillis = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();
  private final LongAdder bytesReceived = new LongAdder();

  /**
   * The totals at one moment.
   *
   * @param attempted links begun
   * @param upDirect of them those that came up from proxy to proxy
   * @param upRelay of them those that came up through a TURN server
   * @param upProbed of {@code upDirect} those whose sides looked for each other's ports
   * @param failed those that ended without having come up
   * @param down those that came up and ended
   * @param setupMillis the sum over those that came up
   * @param bytesSent of messages, before TLS
   * @param bytesReceived of messages, after TLS
   */
  public record Snapshot(
      long attempted,
      long upDirect,
      long upRelay,
      long upProbed,
      long failed,
      long down,
      long setupMillis,
      long bytesSent,
      long bytesReceived) {}

  public LinkTotals() {
    for (LinkPath path : LinkPath.values()) {
      up.put(path, new LongAdder());
    }
  }

  public void attempted() {
    attempted.increment();
  }

  /**
   * A link has come up.
   *
   * @param wasProbed the sides have looked for each other's ports
   */
  public void up(LinkUp how, boolean wasProbed) {
    up.get(how.path()).increment();
    setupMillis.add(how.setupMillis());
    if (wasProbed && how.path() == LinkPath.DIRECT) {
      probed.increment();
    }
  }

  /** A link has ended, whoever ended it. */
  public void ended(boolean wasUp) {
    (wasUp ? down : failed).increment();
  }

  public void sent(int bytes) {
    bytesSent.add(bytes);
  }

  public void received(int bytes) {
    bytesReceived.add(bytes);
  }

  public Snapshot snapshot() {
    return new Snapshot(
        attempted.sum(),
        up.get(LinkPath.DIRECT).sum(),
        up.get(LinkPath.RELAY).sum(),
        probed.sum(),
        failed.sum(),
        down.sum(),
        setupMillis.sum(),
        bytesSent.sum(),
        bytesReceived.sum());
  }
}
