package org.rop2p.transport.mapping;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A gateway that maps ports by UPnP. Every call blocks, for a bounded time; one at a time. */
public interface Upnp {
  /**
   * Maps a UDP port of ours, or keeps a mapping made before.
   *
   * @param internal our address as the gateway sees it, and the port
   * @throws IOException if there is no such gateway, or it refuses; in words for people
   */
  UpnpMapping map(InetSocketAddress internal, Duration lease) throws IOException;

  /**
   * Ends the mapping made last, if there is one.
   *
   * @throws IOException if the gateway does not say that it did
   */
  void unmap() throws IOException;
}
