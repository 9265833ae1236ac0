package org.rop2p.transport.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of every block. */
final class SpecialPurposeTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, false",
    "0.255.255.255, false",
    "1.0.0.0, true",
    "9.255.255.255, true",
    "10.0.0.0, false",
    "10.255.255.255, false",
    "11.0.0.0, true",
    "100.63.255.255, true",
    "100.64.0.0, false",
    "100.127.255.255, false",
    "100.128.0.0, true",
    "126.255.255.255, true",
    "127.0.0.1, false",
    "128.0.0.0, true",
    "169.253.255.255, true",
    "169.254.1.1, false",
    "169.255.0.0, true",
    "172.15.255.255, true",
    "172.16.0.0, false",
    "172.31.255.255, false",
    "172.32.0.0, true",
    "192.0.0.1, false",
    "192.0.1.0, true",
    "192.0.2.1, true",
    "192.167.255.255, true",
    "192.168.0.1, false",
    "192.169.0.0, true",
    "198.17.255.255, true",
    "198.18.0.0, false",
    "198.19.255.255, false",
    "198.20.0.0, true",
    "223.255.255.255, true",
    "224.0.0.1, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "::, false",
    "::1, false",
    "fe80::1, false",
    "fc00::1, false",
    "fd12::1, false",
    "ff02::1, false",
    "1fff::1, false",
    "2000::1, true",
    "2a00:1450::1, true",
    "4000::1, false"
  })
  void onlyWhereAnybodyCanSend(String ip, boolean global) throws Exception {
    assertEquals(global, SpecialPurpose.isReachable(InetAddress.getByName(ip)), ip);
  }

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
  void whoMayBeOnTheInternet(String address, boolean unicast, boolean carriers) throws Exception {
    assertEquals(unicast, SpecialPurpose.isPublicIpv4(InetAddress.getByName(address)));
    assertEquals(carriers, SpecialPurpose.isCarriers(InetAddress.getByName(address)));
  }
}
