package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order a machine's addresses are told. */
final class HostAddressesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.1 10.0.0.2 2001:db8::1 2001:db8::2    | 2001:db8::1 10.0.0.1 2001:db8::2 10.0.0.2
          2001:db8::1 2001:db8::2 2001:db8::3 10.0.0.1 | 2001:db8::1 10.0.0.1 2001:db8::2 2001:db8::3
          127.0.0.1 ::1 10.0.0.1                       | 10.0.0.1 ::1 127.0.0.1
          10.0.0.1                                     | 10.0.0.1
          """)
  void bothFamiliesByTurnsAndThisMachineLast(String found, String told) {
    assertEquals(addresses(told), HostAddresses.inOrder(addresses(found)));
  }

  private static List<InetSocketAddress> addresses(String text) {
    return Arrays.stream(text.strip().split(" +")).map(ip -> new InetSocketAddress(ip, 1)).toList();
  }
}
