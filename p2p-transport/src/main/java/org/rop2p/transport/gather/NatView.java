package org.rop2p.transport.gather;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rop2p.transport.address.SpecialPurpose;
import org.rop2p.transport.probe.NatKind;

/**
 * The NAT before our main socket, as STUN servers show it; IPv4 only.
 *
 * @param kind how it maps
 * @param address of the socket as a server sees it; empty if none has answered
 * @param server that answers
 * @param carrier whether an address of this machine is one behind a carrier's NAT
 */
public record NatView(
    NatKind kind,
    Optional<InetSocketAddress> address,
    Optional<InetSocketAddress> server,
    boolean carrier) {
  /**
   * Judges.
   *
   * @param own addresses of this machine, with the main socket's port
   * @param mapped by each server that answers, the address that it sees
   */
  public static NatView of(
      List<InetSocketAddress> own, Map<InetSocketAddress, InetSocketAddress> mapped) {
    // A server on this machine sees no NAT, whatever there is.
    Set<InetSocketAddress> outward =
        own.stream()
            .filter(address -> !address.getAddress().isLoopbackAddress())
            .collect(Collectors.toSet());
    Optional<Map.Entry<InetSocketAddress, InetSocketAddress>> first =
        mapped.entrySet().stream()
            .filter(entry -> entry.getValue().getAddress() instanceof Inet4Address)
            .findFirst();
    return new NatView(
        NatKind.of(outward, mapped),
        first.map(Map.Entry::getValue),
        first.map(Map.Entry::getKey),
        own.stream().anyMatch(address -> SpecialPurpose.isCarriers(address.getAddress())));
  }
}
