package org.rop2p.coordinator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.config.Network;

class ClientAddressTest {
  private static final List<Network> TRUSTED =
      List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8").stream()
          .map(text -> Network.of(text).orElseThrow())
          .toList();

  @ParameterizedTest(name = "from {0}, X-Forwarded-For {1}, Forwarded {2}: {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "192.0.2.1 | -                        | -                             | 192.0.2.1",
        "127.0.0.1 | -                        | -                             | 127.0.0.1",
        // A stranger's word about himself is nothing.
        "192.0.2.1 | 127.0.0.1                | -                             | 192.0.2.1",
        "127.0.0.1 | 192.0.2.7                | -                             | 192.0.2.7",
        "127.0.0.1 | 127.0.0.1                | -                             | 127.0.0.1",
        // What the client invents stands left of what our proxy appended.
        "127.0.0.1 | 1.2.3.4, 192.0.2.7       | -                             | 192.0.2.7",
        "127.0.0.1 | 192.0.2.7, 10.1.2.3      | -                             | 192.0.2.7",
        "127.0.0.1 | 192.0.2.7:4711           | -                             | 192.0.2.7",
        "127.0.0.1 | nonsense                 | -                             | 127.0.0.1",
        "127.0.0.1 | ``                       | -                             | 127.0.0.1",
        "fd00::1   | 2001:db8::1              | -                             | 2001:db8:0:0:0:0:0:1",
        "127.0.0.1 | -                        | for=192.0.2.7;proto=https     | 192.0.2.7",
        "127.0.0.1 | -                        | proto=https;For=\"[2001:db8::1]:47\" | 2001:db8:0:0:0:0:0:1",
        "127.0.0.1 | -                        | for=1.2.3.4, for=192.0.2.7    | 192.0.2.7",
        "127.0.0.1 | -                        | for=_hidden                   | 127.0.0.1",
      })
  void whoIsBelieved(String remote, String xForwardedFor, String forwarded, String ip) {
    ClientAddress address =
        ClientAddress.of(
            Optional.of(remote),
            Optional.ofNullable(xForwardedFor).stream().toList(),
            Optional.ofNullable(forwarded).stream().toList(),
            TRUSTED);
    assertEquals(
        new ClientAddress(Optional.of(ip), xForwardedFor == null && forwarded == null), address);
  }

  @Test
  void whatWasForwardedIsNeverThisMachine() {
    Optional<String> loopback = Optional.of("127.0.0.1");
    assertTrue(ClientAddress.of(loopback, List.of(), List.of(), List.of()).isThisMachine());
    assertFalse(
        ClientAddress.of(loopback, List.of("127.0.0.1"), List.of(), TRUSTED).isThisMachine());
    assertFalse(
        ClientAddress.of(loopback, List.of("127.0.0.1"), List.of(), List.of()).isThisMachine());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.128/25, 10.0.0.127, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "::1, 127.0.0.1, false",
  })
  void networksHoldTheirAddresses(String network, String address, boolean inside) {
    assertEquals(
        inside, Network.of(network).orElseThrow().contains(Network.address(address).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({"localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0", "300.0.0.1", "''", "a::b::c"})
  void whatIsNoNetwork(String text) {
    assertEquals(Optional.empty(), Network.of(text));
  }
}
