package org.rop2p.transport.gather;

import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host candidates of a socket (RFC 8445 section 5.1.1.1). */
public final class HostAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(HostAddresses.class);

  /** A machine with more (containers, virtual machines) offers its first ones. */
  private static final int MAX_ADDRESSES = 12;

  private static final int MAX_LOCAL_PREFERENCE = 65_535;

  private HostAddresses() {}

  /**
   * The candidates that the configuration allows to tell, best first. Asks the system: slow.
   *
   * @throws UncheckedIOException if the system does not tell
   */
  static List<IceCandidate> scan(InetSocketAddress socket, EndpointConfig config) {
    return of(
        socket.getAddress().isAnyLocalAddress()
            ? interfaceAddresses()
            : List.of(socket.getAddress()),
        socket,
        config);
  }

  /** As {@link #scan}; none, with a word in the log, if the system does not tell. */
  public static List<IceCandidate> of(InetSocketAddress socket, EndpointConfig config) {
    try {
      return scan(socket, config);
    } catch (UncheckedIOException e) {
      LOG.warn("Cannot list the network interfaces, so peers are not told any: {}", e.toString());
      return List.of();
    }
  }

  static List<IceCandidate> of(
      List<InetAddress> own, InetSocketAddress socket, EndpointConfig config) {
    CandidatePolicy policy = CandidatePolicy.of(config, socket.getAddress());
    List<InetSocketAddress> usable =
        own.stream()
            .filter(ip -> ip.isLoopbackAddress() || config.exposure().hosts())
            .map(ip -> new InetSocketAddress(withoutZone(ip), socket.getPort()))
            .filter(policy::allows)
            .distinct()
            .toList();
    List<IceCandidate> candidates = new ArrayList<>();
    inOrder(usable).stream()
        .limit(MAX_ADDRESSES)
        .forEach(
            address ->
                candidates.add(
                    IceCandidate.of(
                        CandidateType.HOST, MAX_LOCAL_PREFERENCE - candidates.size(), address)));
    return candidates;
  }

  /**
   * IPv6 and IPv4 by turns (RFC 8421 section 4), so that a limit leaves some of each; this machine
   * alone last.
   */
  private static List<InetSocketAddress> inOrder(List<InetSocketAddress> addresses) {
    List<InetSocketAddress> ordered = new ArrayList<>();
    for (boolean loopback : new boolean[] {false, true}) {
      List<Deque<InetSocketAddress>> families = List.of(new ArrayDeque<>(), new ArrayDeque<>());
      addresses.stream()
          .filter(address -> address.getAddress().isLoopbackAddress() == loopback)
          .forEach(
              address ->
                  families.get(address.getAddress() instanceof Inet6Address ? 0 : 1).add(address));
      while (!families.get(0).isEmpty() || !families.get(1).isEmpty()) {
        families.stream().map(Deque::poll).filter(Objects::nonNull).forEach(ordered::add);
      }
    }
    return ordered;
  }

  private static List<InetAddress> interfaceAddresses() {
    List<InetAddress> addresses = new ArrayList<>();
    try {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (network.isUp()) {
          addresses.addAll(Collections.list(network.getInetAddresses()));
        }
      }
      return addresses;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
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
