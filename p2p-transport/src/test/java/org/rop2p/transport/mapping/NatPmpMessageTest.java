package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of RFC 6886, laid out by hand, against codec and hostile input. */
final class NatPmpMessageTest {
  private static final String ADDRESS_RESPONSE = "00800000" + "000003e8" + "c0000207";
  private static final String MAP_REQUEST = "00010000" + "9c409c41" + "00001c20";
  private static final String MAP_RESPONSE = "00810000" + "ffffffff" + "9c40ffff" + "00000e10";

  static Stream<Arguments> messages() throws UnknownHostException {
    Inet4Address external = (Inet4Address) InetAddress.getByName("192.0.2.7");
    return Stream.of(
        Arguments.of("0000", new NatPmpMessage.AddressRequest()),
        Arguments.of(ADDRESS_RESPONSE, new NatPmpMessage.AddressResponse(1_000, external)),
        Arguments.of(MAP_REQUEST, new NatPmpMessage.MapRequest(40_000, 40_001, 7_200)),
        Arguments.of(
            MAP_RESPONSE, new NatPmpMessage.MapResponse(0xFFFFFFFFL, 40_000, 65_535, 3_600)),
        Arguments.of("00810002" + "00000001", new NatPmpMessage.Refusal(1, 2, 1)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void laidOutAsTheRfcSays(String hex, NatPmpMessage message) {
    assertArrayEquals(bytes(hex), message.toBytes());
    assertEquals(Optional.of(message), NatPmpMessage.decode(bytes(hex)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", ADDRESS_RESPONSE, MAP_REQUEST, MAP_RESPONSE, "0080000100000001"})
  void noTruncatedPrefixIsAMessageNorMoreThanOne(String hex) {
    byte[] whole = bytes(hex);
    for (int length = 0; length < whole.length; length++) {
      assertTrue(
          NatPmpMessage.decode(Arrays.copyOf(whole, length)).isEmpty(), "prefix of " + length);
    }
    assertTrue(NatPmpMessage.decode(Arrays.copyOf(whole, whole.length + 1)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01800000000003e8c0000207", // another version
        "00820000000003e89c409c4100000e10", // a response for TCP
        "00020000" + "9c409c41" + "00001c20", // a request for TCP
        "00ff0005" + "00000001" // an answer to no opcode that we ask
      })
  void whatIsNotSpokenHereIsNoMessage(String hex) {
    assertTrue(NatPmpMessage.decode(bytes(hex)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0081000300000001", "00810003" + "00000001" + "9c40000000000000"})
  void aRefusalMayKeepTheLengthOfWhatItRefuses(String hex) {
    assertEquals(Optional.of(new NatPmpMessage.Refusal(1, 3, 1)), NatPmpMessage.decode(bytes(hex)));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
