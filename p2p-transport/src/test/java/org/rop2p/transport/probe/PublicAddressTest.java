package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be probed: a public address, and only one that others have seen the peer at. */
final class PublicAddressTest {
  @ParameterizedTest
  @CsvSource({
    // address, public unicast, a carrier's
    "1.1.1.1,         true,  false",
    "0.1.2.3,         false, false",
    "9.255.255.255,   true,  false",
    "10.0.0.1,        false, false",
    "10.255.255.255,  false, false",
    "11.0.0.0,        true,  false",
    "100.63.255.255,  true,  false",
    "100.64.0.0,      false, true",
    "100.127.255.255, false, true",
    "100.128.0.0,     true,  false",
    "127.0.0.1,       false, false",
    "169.254.1.1,     false, false",
    "172.15.255.255,  true,  false",
    "172.16.0.0,      false, false",
    "172.31.255.255,  false, false",
    "172.32.0.0,      true,  false",
    "192.0.0.8,       false, false",
    "192.0.2.1,       false, false",
    "192.88.99.1,     false, false",
    "192.168.255.1,   false, false",
    "192.169.0.1,     true,  false",
    "198.17.255.255,  true,  false",
    "198.18.0.1,      false, false",
    "198.19.255.255,  false, false",
    "198.51.100.7,    false, false",
    "203.0.113.7,     false, false",
    "223.255.255.255, true,  false",
    "224.0.0.1,       false, false",
    "239.255.255.255, false, false",
    "240.0.0.1,       false, false",
    "255.255.255.255, false, false",
    "2001:4860::1,    false, false",
  })
  void ranges(String address, boolean unicast, boolean carriers) {
    assertEquals(unicast, PublicAddress.isUnicast(Addresses.ip(address)));
    assertEquals(carriers, PublicAddress.isCarriers(Addresses.ip(address)));
  }

  @Test
  void whatOnlyThePeerSaysIsNotVouchedFor() {
    InetAddress own = Addresses.ip("8.8.8.8");
    InetAddress third = Addresses.ip("9.9.9.9");
    assertEquals(Optional.empty(), VouchedAddress.of(third, List.of()));
    assertEquals(Optional.empty(), VouchedAddress.of(third, List.of(own)));
    assertEquals(
        Optional.of(own), VouchedAddress.of(own, List.of(third, own)).map(VouchedAddress::ip));
  }
}
