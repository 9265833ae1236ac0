package org.rop2p.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a TURN server's settings may be, and what is said of others. */
final class TurnServerTest {
  private static final InetSocketAddress GOOD = new InetSocketAddress("192.0.2.1", 3_478);

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(InetSocketAddress.createUnresolved("turn.test", 1), "ann", "x", "check its"),
        Arguments.of(new InetSocketAddress("192.0.2.1", 0), "ann", "x", "3478"),
        Arguments.of(GOOD, "", "x", "user name"),
        Arguments.of(GOOD, "\u20AC".repeat(170), "x", "508 bytes, not 510"),
        Arguments.of(GOOD, "ann", "", "password"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatCannotWorkIsRefusedInWords(
      InetSocketAddress address, String username, String password, String words) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new TurnServer(address, username, password));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  @Test
  void thePasswordIsNotShown() {
    TurnServer server = new TurnServer(GOOD, "a".repeat(508), "sesame");
    assertEquals("sesame", server.password());
    assertFalse(server.toString().contains("sesame"));
  }
}
