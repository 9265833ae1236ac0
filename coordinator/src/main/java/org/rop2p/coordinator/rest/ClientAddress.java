package org.rop2p.coordinator.rest;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.coordinator.config.Network;

/**
 * Where a request comes from, seen through the reverse proxies that the admin trusts. Pure.
 *
 * @param ip the client's numeric address; empty if the connection has none
 * @param direct false if anybody forwarded the request, or says so: then it is never the admin's
 *     own machine, whatever the address says
 */
public record ClientAddress(Optional<String> ip, boolean direct) {
  /** RFC 7239 section 4: one {@code for} of an element. */
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)\\s*for=\"?([^\";,]+)\"?\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

  /** Proxies in a row; what is longer is a client's invention. */
  private static final int MAX_HOPS = 32;

  /**
   * The nearest address that is no trusted proxy's. A header counts only if the connection comes
   * from a trusted proxy; from there each hop back is believed while the hop itself is trusted.
   *
   * @param remote the connection's other end, numeric
   * @param xForwardedFor the header's values in their order
   * @param forwarded the same of RFC 7239, used if the other is not there
   */
  public static ClientAddress of(
      Optional<String> remote,
      List<String> xForwardedFor,
      List<String> forwarded,
      List<Network> trusted) {
    boolean direct = xForwardedFor.isEmpty() && forwarded.isEmpty();
    Optional<String> nearest = remote.map(ClientAddress::withoutZone);
    if (direct || !isTrusted(nearest, trusted)) {
      return new ClientAddress(nearest, direct);
    }
    List<String> hops = xForwardedFor.isEmpty() ? forwardedHops(forwarded) : listed(xForwardedFor);
    Collections.reverse(hops);
    for (String hop : hops.subList(0, Math.min(MAX_HOPS, hops.size()))) {
      Optional<String> address =
          Network.address(withoutPort(hop.trim())).map(InetAddress::getHostAddress);
      if (address.isEmpty()) {
        break; // Unknown or obfuscated: the proxy that said so is all we know.
      }
      nearest = address;
      if (!isTrusted(nearest, trusted)) {
        break;
      }
    }
    return new ClientAddress(nearest, false);
  }

  /** The same, when there are other signs that somebody forwarded it. */
  ClientAddress forwarded() {
    return new ClientAddress(ip, false);
  }

  /** Whether the request comes from this machine and nobody forwarded it. */
  public boolean isThisMachine() {
    return direct
        && ip.flatMap(Network::address).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static boolean isTrusted(Optional<String> ip, List<Network> trusted) {
    return ip.flatMap(Network::address)
        .filter(address -> trusted.stream().anyMatch(network -> network.contains(address)))
        .isPresent();
  }

  private static List<String> listed(List<String> values) {
    List<String> hops = new ArrayList<>();
    values.forEach(value -> hops.addAll(List.of(value.split(",", -1))));
    return hops;
  }

  private static List<String> forwardedHops(List<String> values) {
    List<String> hops = new ArrayList<>();
    for (String element : listed(values)) {
      Matcher matcher = FOR.matcher(element.trim());
      hops.add(matcher.find() ? matcher.group(1) : "unknown");
    }
    return hops;
  }

  private static String withoutZone(String ip) {
    int zone = ip.indexOf('%');
    return zone < 0 ? ip : ip.substring(0, zone);
  }

  /** {@code [2001:db8::1]:4711}, {@code 192.0.2.1:4711}, or an address alone. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? "" : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
