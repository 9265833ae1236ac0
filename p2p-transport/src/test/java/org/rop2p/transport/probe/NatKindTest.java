package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What two STUN servers see of one socket, 192.168.0.2:4000 or 198.51.100.9:4000, tells the NAT.
 */
final class NatKindTest {
  private static final Set<InetSocketAddress> OWN =
      Set.of(address("192.168.0.2:4000"), address("198.51.100.9:4000"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # server=address seen there ...                               | kind
          ''                                                            | UNKNOWN
          # one server cannot tell a cone from a symmetric NAT
          1.1.1.1:3478=5.5.5.5:700                                      | UNKNOWN
          1.1.1.1:3478=5.5.5.5:700 1.1.1.2:3478=5.5.5.5:700             | CONE
          1.1.1.1:3478=5.5.5.5:700 1.1.1.2:3478=5.5.5.5:701             | SYMMETRIC
          # one of three is enough to know
          1.1.1.1:1=5.5.5.5:7 1.1.1.2:1=5.5.5.5:7 1.1.1.3:1=5.5.5.5:8   | SYMMETRIC
          # a pool of addresses: nobody can say where others would see us
          1.1.1.1:3478=5.5.5.5:700 1.1.1.2:3478=5.5.5.6:700             | SYMMETRIC
          # two ports of one server: a mapping may depend on the address alone
          1.1.1.1:3478=5.5.5.5:700 1.1.1.1:3479=5.5.5.5:700             | UNKNOWN
          1.1.1.1:3478=5.5.5.5:700 1.1.1.1:3479=5.5.5.5:701             | SYMMETRIC
          1.1.1.1:3478=198.51.100.9:4000                                | NONE
          1.1.1.1:3478=198.51.100.9:4000 1.1.1.2:1=198.51.100.9:4000    | NONE
          # our own address, but another port: translated all the same
          1.1.1.1:3478=198.51.100.9:4001 1.1.1.2:1=198.51.100.9:4001    | CONE
          # IPv6 tells nothing of the NAT
          [2001:db8::1]:1=[2001:db8::2]:4000 1.1.1.2:1=5.5.5.5:700      | UNKNOWN
          """)
  void kind(String mappings, NatKind kind) {
    Map<InetSocketAddress, InetSocketAddress> mapped = new HashMap<>();
    for (String mapping : mappings.strip().split(" +", -1)) {
      if (!mapping.isEmpty()) {
        String[] parts = mapping.split("=", -1);
        mapped.put(address(parts[0]), address(parts[1]));
      }
    }
    assertEquals(kind, NatKind.of(OWN, mapped));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        Addresses.ip(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }
}
