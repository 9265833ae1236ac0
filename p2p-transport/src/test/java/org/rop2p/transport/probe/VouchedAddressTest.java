package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Probed is only what others have seen the peer at. */
final class VouchedAddressTest {
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
