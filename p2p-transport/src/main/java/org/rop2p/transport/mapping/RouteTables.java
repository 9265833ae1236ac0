package org.rop2p.transport.mapping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The IPv4 default gateway in what a system prints of its routes; of several, the one with the
 * lowest metric. Empty for anything not understood.
 */
final class RouteTables {
  private record Route(Inet4Address gateway, long metric) {}

  /** RTF_UP and RTF_GATEWAY of Linux. */
  private static final int UP_GATEWAY = 0x3;

  /** Interface, destination, gateway, flags, reference count, use, metric, mask. */
  private static final int LINUX_COLUMNS = 8;

  /** Destination, mask, gateway, interface, metric; a persistent route has no interface. */
  private static final int WINDOWS_COLUMNS = 5;

  private static final String ANY = "0.0.0.0";

  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern LINUX_ADDRESS = Pattern.compile("[0-9A-Fa-f]{8}");
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Fa-f]{1,8}");
  private static final Pattern METRIC = Pattern.compile("\\d{1,9}");

  private RouteTables() {}

  /**
   * Of {@code /proc/net/route}.
   *
   * @param order of the machine: the kernel writes addresses as numbers
   */
  static Optional<Inet4Address> linux(String table, ByteOrder order) {
    return best(rows(table).flatMap(row -> linuxRoute(row, order)));
  }

  /** Of {@code route print -4}: its words are the user's language, its columns are not. */
  static Optional<Inet4Address> windows(String table) {
    return best(rows(table).flatMap(RouteTables::windowsRoute));
  }

  /** Of {@code route -n get default} on macOS, which speaks English only. */
  static Optional<Inet4Address> mac(String table) {
    return best(
        rows(table)
            .filter(row -> row.size() == 2 && row.get(0).equals("gateway:"))
            .flatMap(row -> ipv4(row.get(1)).stream())
            .map(gateway -> new Route(gateway, 0)));
  }

  private static Stream<Route> linuxRoute(List<String> row, ByteOrder order) {
    if (row.size() < LINUX_COLUMNS
        || !row.get(1).equals("00000000")
        || !row.get(7).equals("00000000")
        || !LINUX_ADDRESS.matcher(row.get(2)).matches()
        || !NUMBER.matcher(row.get(3)).matches()
        || !METRIC.matcher(row.get(6)).matches()) {
      return Stream.empty();
    }
    boolean usable = (Long.parseLong(row.get(3), 16) & UP_GATEWAY) == UP_GATEWAY;
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(order);
    number.putInt((int) Long.parseLong(row.get(2), 16));
    return usable
        ? Stream.of(new Route(address(number.array()), Long.parseLong(row.get(6))))
        : Stream.empty();
  }

  private static Stream<Route> windowsRoute(List<String> row) {
    if (row.size() != WINDOWS_COLUMNS
        || !row.get(0).equals(ANY)
        || !row.get(1).equals(ANY)
        || ipv4(row.get(3)).isEmpty()
        || !METRIC.matcher(row.get(4)).matches()) {
      return Stream.empty();
    }
    // No address stands there for a route without a gateway ("On-link").
    return ipv4(row.get(2)).map(gateway -> new Route(gateway, Long.parseLong(row.get(4)))).stream();
  }

  private static Optional<Inet4Address> best(Stream<Route> routes) {
    return routes
        .filter(route -> !route.gateway.isAnyLocalAddress())
        .min(Comparator.comparingLong(Route::metric))
        .map(Route::gateway);
  }

  private static Stream<List<String>> rows(String table) {
    return table.lines().map(line -> List.of(line.strip().split("\\s+", -1)));
  }

  /** Never asks a name service, unlike the JDK's parser. */
  static Optional<Inet4Address> ipv4(String text) {
    Matcher parts = IPV4.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] ip = new byte[4];
    for (int i = 0; i < ip.length; i++) {
      int part = Integer.parseInt(parts.group(i + 1));
      if (part > 255) {
        return Optional.empty();
      }
      ip[i] = (byte) part;
    }
    return Optional.of(address(ip));
  }

  private static Inet4Address address(byte[] ip) {
    try {
      return (Inet4Address) InetAddress.getByAddress(ip);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 bytes are an address", e);
    }
  }
}
