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
 * @param clientDate empty: found out while playing
 * @param version of this program
 * @param page where the page of a running proxy is
 * @param listening where this very process listens for clients, if it does
 */
public record Patient(
    ProxyConfig config,
    Optional<PacketVersion> clientDate,
    String version,
    InetSocketAddress page,
    Optional<InetSocketAddress> listening) {
  private static final int PAGE_PORT = 6980;

  /** Where a running proxy has its page unless told otherwise. */
  public static InetSocketAddress usualPage() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), PAGE_PORT);
  }

  /** Somebody who is not playing in this process. */
  public static Patient of(ProxyConfig config, String version) {
    return new Patient(
        config, config.packetVersion().date(), version, usualPage(), Optional.empty());
  }

  /** The same, playing in this process. */
  public Patient playing(InetSocketAddress listenAddress) {
    return new Patient(config, clientDate, version, page, Optional.of(listenAddress));
  }
}
