package org.rop2p.transport.mapping;

import io.netty.channel.EventLoop;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routers that the system tells of, and mappings of one socket's port at them. */
public final class SystemGateways implements Gateways {
  private static final Logger LOG = LoggerFactory.getLogger(SystemGateways.class);

  private final InetSocketAddress bound;
  private final EventLoop loop;
  private final OffLoop off;
  private final SecureRandom random;
  private final MappingSettings settings;

  /**
   * Looks for none yet.
   *
   * @param bound local address of the UDP socket to be mapped, which must take IPv4
   * @param loop of NIO channels; stays the caller's
   */
  public SystemGateways(InetSocketAddress bound, EventLoop loop, SecureRandom random) {
    this(bound, loop, random, MappingSettings.defaults());
  }

  /** As above, with other times for PCP and NAT-PMP. */
  public SystemGateways(
      InetSocketAddress bound, EventLoop loop, SecureRandom random, MappingSettings settings) {
    this.settings = settings;
    this.bound = bound;
    this.loop = loop;
    this.off = new OffLoop(loop);
    this.random = random;
  }

  @Override
  public void find(Consumer<Optional<Inet4Address>> found) {
    off.run(
        () -> {
          Optional<Inet4Address> gateway = find();
          off.back(() -> found.accept(gateway));
        });
  }

  @Override
  public MappingKeeper pcp(Inet4Address gateway, MappingListener listener) {
    var address = new InetSocketAddress(gateway, PortMapping.GATEWAY_PORT);
    return new MappingClient(loop, address, bound, settings, listener);
  }

  @Override
  public MappingKeeper upnp(Inet4Address gateway, MappingListener listener) {
    return new UpnpClient(loop, off, new UpnpGateway(gateway, random), gateway, bound, listener);
  }

  private static Optional<Inet4Address> find() {
    try {
      return DefaultGateway.find();
    } catch (RuntimeException e) {
      LOG.warn("Cannot ask the system for its default gateway: no port is mapped", e);
      return Optional.empty();
    }
  }
}
