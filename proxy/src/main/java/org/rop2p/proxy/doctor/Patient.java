package org.rop2p.proxy.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.rop2p.codec.PacketVersion;
import org.rop2p.proxy.config.ProxyConfig;

/**
 * Who is examined.
 *
 * @param config as it is, or would be, played with; its server may be null or unresolved
 * @param lastServer which the coordinator named when it was asked last
 * @param clientDate empty: found out while playing
 * @param version of this program
 * @param page where the page of a running proxy is
 * @param listening where this very process listens for clients, if it does
 */
public record Patient(
    ProxyConfig config,
    Optional<InetSocketAddress> lastServer,
    Optional<PacketVersion> clientDate,
    String version,
    InetSocketAddress page,
    Optional<InetSocketAddress> listening) {
  /** Somebody who is not playing in this process. */
  public static Patient of(
      ProxyConfig config, Optional<InetSocketAddress> lastServer, String version) {
    return new Patient(
        config,
        lastServer,
        config.packetVersion().date(),
        version,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), config.display().page().port()),
        Optional.empty());
  }

  /** The same, playing in this process. */
  public Patient playing(InetSocketAddress listenAddress) {
    return new Patient(config, lastServer, clientDate, version, page, Optional.of(listenAddress));
  }
}
