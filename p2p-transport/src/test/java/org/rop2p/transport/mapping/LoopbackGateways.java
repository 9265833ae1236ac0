package org.rop2p.transport.mapping;

import io.netty.channel.EventLoop;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** A home network on loopback: a router that speaks PCP or NAT-PMP, and UPnP. */
public final class LoopbackGateways implements Gateways {
  private static final MappingSettings QUICK =
      new MappingSettings(7_200_000_000_000L, 20_000_000L, 2, 300_000_000_000L);

  private final EventLoop loop;
  private final InetSocketAddress bound;
  private final Upnp upnp;
  private volatile InetSocketAddress router;

  /**
   * A network.
   *
   * @param router where it listens for PCP and NAT-PMP
   */
  public LoopbackGateways(
      EventLoop loop, InetSocketAddress bound, InetSocketAddress router, Upnp upnp) {
    this.loop = loop;
    this.bound = bound;
    this.router = router;
    this.upnp = upnp;
  }

  /** Another router is the default one from now on. */
  public void moveTo(InetSocketAddress other) {
    router = other;
  }

  @Override
  public void find(Consumer<Optional<Inet4Address>> found) {
    Inet4Address loopback = (Inet4Address) InetAddress.getLoopbackAddress();
    loop.execute(() -> found.accept(Optional.of(loopback)));
  }

  @Override
  public MappingKeeper pcp(Inet4Address gateway, MappingListener listener) {
    return new MappingClient(loop, router, bound, QUICK, listener);
  }

  @Override
  public MappingKeeper upnp(Inet4Address gateway, MappingListener listener) {
    return new UpnpClient(loop, new OffLoop(loop), upnp, gateway, bound, listener);
  }
}
