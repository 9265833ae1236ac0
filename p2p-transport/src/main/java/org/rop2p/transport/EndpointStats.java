package org.rop2p.transport;

import java.util.Map;

/**
 * Counters since the endpoint opened, and how many links it has now.
 *
 * @param stunIn STUN datagrams read, good or bad
 * @param stunOut STUN datagrams written
 * @param quicIn QUIC datagrams given to the codecs
 * @param quicOut QUIC datagrams written
 * @param sealedIn datagrams of links beside QUIC read, good or bad
 * @param sealedOut datagrams of links beside QUIC written
 * @param dropped every reason, also those never seen
 * @param links links not yet down
 * @param linksUp links that are up
 */
public record EndpointStats(
    long stunIn,
    long stunOut,
    long quicIn,
    long quicOut,
    long sealedIn,
    long sealedOut,
    Map<DropReason, Long> dropped,
    int links,
    int linksUp) {
  public EndpointStats {
    dropped = Map.copyOf(dropped);
  }
}
