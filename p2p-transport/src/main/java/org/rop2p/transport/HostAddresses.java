package org.rop2p.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host candidates of a socket (RFC 8445 section 5.1.1.1). */
final class HostAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(HostAddresses.class);

  /** A machine with more (containers, virtual machines) offers its first ones. */
  private static final int MAX_ADDRESSES = 12;

  private static final int MAX_LOCAL_PREFERENCE = 65_535;

  private HostAddresses() {}

  /** The candidates that the configuration allows to tell, best first. Asks the system: slow. */
  static List<IceCandidate> of(InetSocketAddress socket, EndpointConfig config) {
    CandidatePolicy policy = CandidatePolicy.of(config, socket.getAddress());
    List<InetAddress> own =
        socket.getAddress().isAnyLocalAddress()
            ? interfaceAddresses()
            : List.of(socket.getAddress());
    List<IceCandidate> candidates = new ArrayList<>();
    own.stream()
        .filter(ip -> ip.isLoopbackAddress() || config.hostCandidates())
        .map(ip -> new InetSocketAddress(withoutZone(ip), socket.getPort()))
        .filter(policy::allows)
        .distinct()
        // IPv6 before IPv4 (RFC 8421), this machine alone last.
        .sorted(
            Comparator.comparing((InetSocketAddress a) -> a.getAddress().isLoopbackAddress())
                .thenComparing(a -> -a.getAddress().getAddress().length))
        .limit(MAX_ADDRESSES)
        .forEach(
            address ->
                candidates.add(
                    IceCandidate.of(
                        CandidateType.HOST, MAX_LOCAL_PREFERENCE - candidates.size(), address)));
    return candidates;
  }

  private static List<InetAddress> interfaceAddresses() {
    List<InetAddress> addresses = new ArrayList<>();
    try {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (network.isUp()) {
          addresses.addAll(Collections.list(network.getInetAddresses()));
        }
      }
    } catch (SocketException e) {
      LOG.warn("Cannot list the network interfaces, so peers are not told any: {}", e.toString());
    }
    return addresses;
  }

  /** Two spellings of one address would be two candidates. */
  private static InetAddress withoutZone(InetAddress ip) {
    try {
      return InetAddress.getByAddress(ip.getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("an address has the length of one", e);
    }
  }
}
