package org.rop2p.transport.mapping;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.address.SpecialPurpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a mapping by UPnP: what blocks runs elsewhere, one call at a time.
 *
 * <p>The first failure ends it, and so does a mapping that could not be renewed in time: the
 * listener is told that it is {@linkplain MappingListener#unavailable unavailable}, once, and
 * another one has to be made.
 */
public final class UpnpClient implements MappingKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(UpnpClient.class);

  /** Short enough that a program that was killed leaves no hole for long, long enough for all. */
  private static final Duration LEASE = Duration.ofHours(1);

  /** Twice the time after which a gateway is asked whether it has the mapping yet. */
  private static final Duration PERMANENT = Duration.ofMinutes(40);

  /** With less than that left, one more try would come too late. */
  private static final long LAST_TRY = Duration.ofMinutes(1).toNanos();

  private final EventLoop loop;
  private final OffLoop off;
  private final Upnp upnp;
  private final InetAddress gateway;
  private final InetSocketAddress bound;
  private final MappingListener listener;
  private Optional<InetSocketAddress> external = Optional.empty();
  private long left;
  private Optional<ScheduledFuture<?>> renewal = Optional.empty();
  private boolean busy;
  private boolean ended;

  /**
   * Asks for nothing yet.
   *
   * @param gateway that {@code upnp} speaks to
   * @param bound local address of the socket to be mapped
   */
  UpnpClient(
      EventLoop loop,
      OffLoop off,
      Upnp upnp,
      InetAddress gateway,
      InetSocketAddress bound,
      MappingListener listener) {
    this.loop = loop;
    this.off = off;
    this.upnp = upnp;
    this.gateway = gateway;
    this.bound = bound;
    this.listener = listener;
  }

  @Override
  public void start() {
    map();
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    end();
    if (!busy) {
      unmap();
    }
  }

  @Override
  public boolean isReleased() {
    return ended && !busy;
  }

  private void end() {
    ended = true;
    renewal.ifPresent(timer -> timer.cancel(false));
  }

  private void map() {
    busy = true;
    off.run(
        () -> {
          try {
            UpnpMapping mapping = upnp.map(internal(), LEASE);
            if (!off.back(() -> mapped(mapping))) {
              unmapNow();
            }
          } catch (IOException | RuntimeException e) {
            off.back(() -> failed(e));
          }
        });
  }

  private void unmap() {
    busy = true;
    off.run(
        () -> {
          unmapNow();
          off.back(() -> busy = false);
        });
  }

  private void mapped(UpnpMapping mapping) {
    busy = false;
    if (ended) {
      unmap();
    } else if (!SpecialPurpose.isReachable(mapping.external().getAddress())) {
      giveUp(MappingOutput.Reason.DOUBLE_NAT);
    } else {
      Duration lease = mapping.lease().isZero() ? PERMANENT : mapping.lease();
      left = lease.toNanos();
      renewLater();
      tell(mapping.external());
    }
  }

  private void failed(Exception cause) {
    busy = false;
    LOG.debug("No mapping by UPnP at {}: {}", gateway, cause.toString());
    if (ended) {
      unmap();
    } else if (external.isPresent() && left > LAST_TRY) {
      renewLater();
    } else {
      giveUp(
          cause instanceof UpnpRefusal
              ? MappingOutput.Reason.REFUSED
              : MappingOutput.Reason.SILENT);
    }
  }

  /** After half of what is left of the lease, and then of what is left of that. */
  private void renewLater() {
    long wait = left / 2;
    left -= wait;
    renewal = Optional.of(loop.schedule(this::map, wait, TimeUnit.NANOSECONDS));
  }

  private void tell(InetSocketAddress now) {
    if (external.filter(now::equals).isEmpty()) {
      external.ifPresent(listener::withdrawn);
      external = Optional.of(now);
      listener.mapped(now);
    }
  }

  private void giveUp(MappingOutput.Reason reason) {
    end();
    unmap();
    external.ifPresent(listener::withdrawn);
    external = Optional.empty();
    listener.unavailable(reason);
  }

  private void unmapNow() {
    try {
      upnp.unmap();
    } catch (IOException | RuntimeException e) {
      LOG.debug("The mapping at {} stays until its lease ends: {}", gateway, e.toString());
    }
  }

  /** Our address as the gateway sees it: asks the routing table, sends nothing. */
  private InetSocketAddress internal() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(bound.getAddress(), 0))) {
      probe.connect(new InetSocketAddress(gateway, PortMapping.GATEWAY_PORT));
      return new InetSocketAddress(probe.getLocalAddress(), bound.getPort());
    }
  }
}
