package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of RFC 6887, laid out by hand, against codec and hostile input. */
final class PcpMessageTest {
  /** Version 2, MAP, 7200 s, from 192.168.1.10; UDP 40000, 192.0.2.7:40001 suggested. */
  private static final String REQUEST =
      "02010000"
          + "00001c20"
          + "00000000000000000000ffffc0a8010a"
          + "0102030405060708090a0b0c"
          + "11000000"
          + "9c409c41"
          + "00000000000000000000ffffc0000207";

  /** The same, granted for 3600 s at epoch 1000. */
  private static final String RESPONSE =
      "02810000"
          + "00000e10"
          + "000003e8"
          + "000000000000000000000000"
          + "0102030405060708090a0b0c"
          + "11000000"
          + "9c409c41"
          + "00000000000000000000ffffc0000207";

  /** RFC 6887 section 7.3: an option with one byte, padded. */
  private static final String OPTION = "82000001ff000000";

  private static final PcpNonce NONCE = new PcpNonce(0x01020304, 0x05060708090a0b0cL);
  private static final InetSocketAddress EXTERNAL = new InetSocketAddress("192.0.2.7", 40_001);

  @Test
  void aRequestIsLaidOutAsTheRfcSays() throws Exception {
    var request =
        new PcpMessage.MapRequest(
            7_200, InetAddress.getByName("192.168.1.10"), NONCE, 40_000, EXTERNAL);
    assertArrayEquals(bytes(REQUEST), request.toBytes());
    assertEquals(Optional.of(request), PcpMessage.decode(bytes(REQUEST)));
  }

  @Test
  void aResponseIsLaidOutAsTheRfcSays() {
    var response = new PcpMessage.MapResponse(0, 3_600, 1_000, NONCE, 40_000, EXTERNAL);
    assertArrayEquals(bytes(RESPONSE), response.toBytes());
    assertEquals(Optional.of(response), PcpMessage.decode(bytes(RESPONSE)));
    assertEquals(Optional.of(response), PcpMessage.decode(bytes(RESPONSE + OPTION + OPTION)));
  }

  @Test
  void numbersAreUnsigned() {
    long most = 0xFFFFFFFFL;
    var response = new PcpMessage.MapResponse(255, most, most, NONCE, 65_535, EXTERNAL);
    assertEquals(Optional.of(response), PcpMessage.decode(response.toBytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUEST, RESPONSE})
  void noTruncatedPrefixIsAMessage(String hex) {
    byte[] whole = bytes(hex);
    for (int length = 0; length < whole.length; length++) {
      assertTrue(PcpMessage.decode(Arrays.copyOf(whole, length)).isEmpty(), "prefix of " + length);
    }
  }

  @Test
  void ofAMessageWithAnOptionOnlyTheOneWithoutItIsAPrefix() {
    byte[] whole = bytes(RESPONSE + OPTION);
    for (int length = 0; length <= whole.length; length++) {
      boolean complete = List.of(60, 68).contains(length);
      assertEquals(
          complete, PcpMessage.decode(Arrays.copyOf(whole, length)).isPresent(), "of " + length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00, NAT-PMP's version",
    "0, 01, a draft's version without a refusal",
    "1, 82, opcode PEER",
    "1, 80, opcode ANNOUNCE",
    "36, 06, TCP",
    "36, 00, every protocol"
  })
  void whatIsNotAskedForIsNoMessage(int at, String hex, String story) {
    byte[] changed = bytes(RESPONSE);
    changed[at] = bytes(hex)[0];
    assertTrue(PcpMessage.decode(changed).isEmpty(), story);
  }

  @Test
  void aLongerMessageThanAllowedIsNone() {
    String options = "80000000".repeat((PcpMessage.MAX_MESSAGE - 60) / 4);
    assertTrue(PcpMessage.decode(bytes(RESPONSE + options)).isPresent());
    assertTrue(PcpMessage.decode(bytes(RESPONSE + options + "80000000")).isEmpty());
  }

  @Test
  void aGatewayOfAnotherVersionRefusesOurs() {
    var refused = new PcpMessage.VersionRefused(1);
    assertEquals(Optional.of(refused), PcpMessage.decode(refused.toBytes()));
    byte[] request = refused.toBytes();
    request[1] = 1;
    assertTrue(PcpMessage.decode(request).isEmpty(), "a request refuses nothing");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
