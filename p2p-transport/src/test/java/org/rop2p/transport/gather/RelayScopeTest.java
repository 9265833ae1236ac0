package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelayScopeTest {
  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "203.0.113.3, 198.51.100.7, true",
    "203.0.113.3, 203.0.113.7, true", // another's address at the same relay
    "203.0.113.3, 203.0.113.255, false",
    "203.0.113.3, 203.0.115.255, false",
    "203.0.113.3, 198.51.100.255, true", // somebody's, in a larger network
    "203.0.113.3, 192.168.1.2, false",
    "203.0.113.3, 100.64.0.1, false",
    "203.0.113.3, 2001:db8::1, false",
    "2001:db8::3, 2001:db8::1, true",
    "2001:db8::3, fd00::1, false",
    "10.0.0.3, 10.0.0.7, true",
    "127.0.0.1, 127.0.0.1, true"
  })
  void whomARelayMaySendTo(String relay, String peer, boolean expected) throws Exception {
    assertEquals(
        expected, RelayScope.reaches(InetAddress.getByName(relay), InetAddress.getByName(peer)));
  }
}
