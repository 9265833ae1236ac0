package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the description of a gateway (UPnP Device Architecture section 1.3). */
final class Ssdp {
  static final InetSocketAddress MULTICAST = new InetSocketAddress("239.255.255.250", 1900);

  private static final List<String> DEVICES =
      List.of(
          "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
          "urn:schemas-upnp-org:device:InternetGatewayDevice:2");

  /** Devices wait up to MX seconds, which is one. */
  private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(1_500);

  private static final int ROUNDS = 2;

  private static final int MAX_ANSWER = 2_048;

  private Ssdp() {}

  /**
   * What the gateway says its description's address is; not checked.
   *
   * @param from our address in the gateway's network
   * @param end of {@link System#nanoTime}: the search is over then at the latest
   */
  static String location(
      InetAddress from, InetAddress gateway, InetSocketAddress searched, long end)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String device : DEVICES) {
          byte[] search = search(device);
          socket.send(new DatagramPacket(search, search.length, searched));
        }
        long roundEnd = System.nanoTime() + ROUND;
        Optional<String> location = answer(socket, gateway, roundEnd - end < 0 ? roundEnd : end);
        if (location.isPresent()) {
          return location.get();
        }
      }
    }
    throw new IOException("The gateway does not speak UPnP, or it is switched off there");
  }

  private static Optional<String> answer(DatagramSocket socket, InetAddress gateway, long end)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_ANSWER], MAX_ANSWER);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      packet.setLength(MAX_ANSWER);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      if (packet.getAddress().equals(gateway)) {
        String text = new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
        Optional<String> location = location(text);
        if (location.isPresent()) {
          return location;
        }
      }
    }
    return Optional.empty();
  }

  /** LOCATION of an answer about a gateway. */
  static Optional<String> location(String answer) {
    List<String> lines = answer.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith("HTTP/1.1 200")) {
      return Optional.empty();
    }
    boolean device = header(lines, "st:").filter(DEVICES::contains).isPresent();
    return device ? header(lines, "location:") : Optional.empty();
  }

  private static Optional<String> header(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst();
  }

  private static byte[] search(String device) {
    String text =
        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: "
            + device
            + "\r\n\r\n";
    return text.getBytes(ISO_8859_1);
  }
}
