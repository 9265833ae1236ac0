package org.rop2p.transport.mapping;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.function.Consumer;

/** The way to the routers of this machine's network. Event loop only, and never blocks it. */
public interface Gateways {
  /**
   * Looks for the default gateway.
   *
   * @param found told on the event loop, once, and never before this returns
   */
  void find(Consumer<Optional<Inet4Address>> found);

  /** Asks this gateway by PCP and NAT-PMP, once started. */
  MappingKeeper pcp(Inet4Address gateway, MappingListener listener);

  /** Asks this gateway by UPnP, once started. */
  MappingKeeper upnp(Inet4Address gateway, MappingListener listener);
}
