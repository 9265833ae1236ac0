package org.rop2p.transport.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codec against the test vectors of RFC 5769, against itself, and against hostile input. */
final class StunMessageTest {
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  /** RFC 5769 section 2.1. */
  private static final String REQUEST =
      "000100582112a442b7e7a701bc34d686fa87dfae"
          + "802200105354554e207465737420636c69656e74"
          + "002400046e0001ff"
          + "80290008932ff9b151263b36"
          + "000600096576746a3a68367659202020"
          + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
          + "80280004e57a3bcf";

  /** RFC 5769 section 2.2. */
  private static final String RESPONSE_IPV4 =
      "0101003c2112a442b7e7a701bc34d686fa87dfae"
          + "8022000b7465737420766563746f7220"
          + "002000080001a147e112a643"
          + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
          + "80280004c07d4c96";

  /** RFC 5769 section 2.3. */
  private static final String RESPONSE_IPV6 =
      "010100482112a442b7e7a701bc34d686fa87dfae"
          + "8022000b7465737420766563746f7220"
          + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
          + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
          + "80280004c8fb0b4c";

  private static final TransactionId ID = new TransactionId(0x01020304, 0x05060708090A0B0CL);

  @Test
  void readsTheSampleRequestOfRfc5769() {
    StunMessage request = decoded(bytes(REQUEST));

    assertTrue(request.isBinding(StunClass.REQUEST));
    assertEquals(new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL), request.id());
    assertEquals(Optional.of("evtj:h6vY"), request.username());
    assertEquals(OptionalLong.of(0x6e0001ffL), request.priority());
    assertEquals(
        OptionalLong.of(0x932ff9b151263b36L), request.tieBreaker(StunAttribute.ICE_CONTROLLED));
    assertTrue(request.isIntact(PASSWORD));
    assertFalse(request.isIntact(PASSWORD + "x"));
    assertEquals(List.of(), request.unknownRequired());
  }

  @Test
  void readsTheSampleResponsesOfRfc5769() {
    record Sample(String hex, String ip) {}
    for (Sample sample :
        List.of(
            new Sample(RESPONSE_IPV4, "192.0.2.1"),
            new Sample(RESPONSE_IPV6, "2001:db8:1234:5678:11:2233:4455:6677"))) {
      StunMessage response = decoded(bytes(sample.hex));
      assertTrue(response.isBinding(StunClass.SUCCESS));
      assertEquals(
          Optional.of(new InetSocketAddress(sample.ip, 32853)), response.xorMappedAddress());
      assertTrue(response.isIntact(PASSWORD));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUEST, RESPONSE_IPV4, RESPONSE_IPV6})
  void noTruncatedPrefixIsAMessage(String hex) {
    byte[] whole = bytes(hex);
    for (int length = 0; length < whole.length; length++) {
      assertTrue(StunMessage.decode(Arrays.copyOf(whole, length)).isEmpty(), "prefix of " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUEST, RESPONSE_IPV4, RESPONSE_IPV6})
  void noPrefixWithACorrectedLengthPassesForAuthentic(String hex) {
    byte[] whole = bytes(hex);
    for (int length = 20; length < whole.length; length += 4) {
      byte[] prefix = Arrays.copyOf(whole, length);
      prefix[2] = (byte) ((length - 20) >> 8);
      prefix[3] = (byte) (length - 20);
      // The one prefix that is authentic lacks nothing but the FINGERPRINT.
      boolean complete = length == whole.length - 8;
      assertEquals(
          complete,
          StunMessage.decode(prefix).filter(message -> message.isIntact(PASSWORD)).isPresent(),
          "prefix of " + length);
    }
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] whole = bytes(REQUEST);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(
          StunMessage.decode(flipped)
              .filter(message -> message.has(StunAttribute.FINGERPRINT))
              .isPresent(),
          "bit " + bit);
    }
  }

  @Test
  void noiseNeverThrows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[20 + 4 * random.nextInt(40)];
      random.nextBytes(noise);
      // A plausible header, so that the attributes are looked at.
      noise[0] &= 1;
      noise[2] = (byte) ((noise.length - 20) >> 8);
      noise[3] = (byte) (noise.length - 20);
      System.arraycopy(bytes("2112a442"), 0, noise, 4, 4);
      // And small attributes, so that some of them fit.
      for (int at = 20; at + 4 <= noise.length; at += 4) {
        noise[at] &= (byte) 0x80;
        noise[at + 2] = 0;
        noise[at + 3] &= 31;
      }
      try {
        StunMessage.decode(noise)
            .ifPresent(
                message -> {
                  message.username();
                  message.priority();
                  message.errorCode();
                  message.xorMappedAddress();
                  message.tieBreaker(StunAttribute.ICE_CONTROLLING);
                  message.isIntact(PASSWORD);
                });
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(noise), e);
      }
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    byte[] written =
        new StunWriter(StunClass.REQUEST, ID)
            .username("left:right")
            .priority(0xFFFFFFFFL)
            .useCandidate()
            .role(StunAttribute.ICE_CONTROLLING, -1L)
            .integrity(PASSWORD)
            .fingerprint()
            .toBytes();
    StunMessage read = decoded(written);

    assertEquals(ID, read.id());
    assertEquals(Optional.of("left:right"), read.username());
    assertEquals(OptionalLong.of(0xFFFFFFFFL), read.priority());
    assertEquals(OptionalLong.of(-1L), read.tieBreaker(StunAttribute.ICE_CONTROLLING));
    assertTrue(read.has(StunAttribute.USE_CANDIDATE));
    assertTrue(read.has(StunAttribute.FINGERPRINT));
    assertTrue(read.isIntact(PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "255.255.255.255", "2001:db8::1", "::1"})
  void addressesOfBothFamiliesSurviveTheMask(String ip) {
    InetSocketAddress address = new InetSocketAddress(ip, 65_535);
    byte[] written = new StunWriter(StunClass.SUCCESS, ID).xorMappedAddress(address).toBytes();
    assertEquals(Optional.of(address), decoded(written).xorMappedAddress());
  }

  @ParameterizedTest
  @EnumSource(StunClass.class)
  void everyClassSurvives(StunClass stunClass) {
    StunMessage read = decoded(new StunWriter(stunClass, ID).toBytes());
    assertEquals(stunClass, read.stunClass());
    assertEquals(StunMessage.BINDING, read.method());
    assertEquals(OptionalInt.empty(), read.errorCode());
  }

  @Test
  void errorsCarryTheirCode() {
    byte[] written = new StunWriter(StunClass.ERROR, ID).error(487, "Role Conflict").toBytes();
    assertEquals(OptionalInt.of(487), decoded(written).errorCode());
  }

  @Test
  void whatFollowsTheIntegrityIsNotSeen() {
    byte[] written =
        new StunWriter(StunClass.REQUEST, ID)
            .username("a:b")
            .integrity(PASSWORD)
            .useCandidate() // by somebody on the way
            .fingerprint()
            .toBytes();
    StunMessage read = decoded(written);
    assertTrue(read.isIntact(PASSWORD));
    assertFalse(read.has(StunAttribute.USE_CANDIDATE));
  }

  @Test
  void anOversizedMessageIsRefusedUnread() {
    byte[] large = Arrays.copyOf(bytes("000105003112a442"), 20 + 0x500);
    System.arraycopy(bytes("2112a442"), 0, large, 4, 4);
    assertTrue(StunMessage.decode(large).isEmpty());
  }

  @Test
  void aServerAnswersRequestsOnlyAndNamesWhatItDoesNotKnow() {
    InetSocketAddress from = new InetSocketAddress("192.0.2.7", 4_711);
    byte[] plain = new StunWriter(StunClass.REQUEST, ID).toBytes();
    byte[] indication = new StunWriter(StunClass.INDICATION, ID).toBytes();
    byte[] strange = Arrays.copyOf(plain, plain.length + 4);
    strange[3] = 4;
    strange[20] = 0x70; // 0x7000, comprehension-required

    byte[] answer = StunBinding.answer(plain, from).orElseThrow();
    assertEquals(Optional.of(from), decoded(answer).xorMappedAddress());
    assertEquals(ID, decoded(answer).id());
    assertEquals(32, answer.length, "a bare question gets a bare answer");
    assertTrue(StunBinding.answer(indication, from).isEmpty());
    assertTrue(StunBinding.answer(answer, from).isEmpty());
    StunMessage refusal = decoded(StunBinding.answer(strange, from).orElseThrow());
    assertEquals(OptionalInt.of(420), refusal.errorCode());
    assertTrue(refusal.has(StunAttribute.UNKNOWN_ATTRIBUTES));
  }

  @Test
  void theSampleRequestIsRebuiltByteForByteButForItsPadding() {
    // RFC 5769 pads with spaces, we with zeros: the parts without padding must agree.
    byte[] ours =
        new StunWriter(StunClass.REQUEST, new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL))
            .priority(0x6e0001ffL)
            .role(StunAttribute.ICE_CONTROLLED, 0x932ff9b151263b36L)
            .toBytes();
    assertArrayEquals(
        bytes("000100142112a442b7e7a701bc34d686fa87dfae002400046e0001ff80290008932ff9b151263b36"),
        ours);
  }

  @Test
  void readsTheLongTermSampleOfRfc5769() {
    // Section 2.4; the password is given as SASLprep leaves it.
    StunMessage request =
        decoded(
            bytes(
                "000100602112a44278ad3433c6ad72c029da412e"
                    + "00060012e3839ee38388e383aae38383e382afe382b90000"
                    + "0015001c662f2f3439396b3935346436"
                    + "4f4c33346f4c39465354767936347341"
                    + "0014000b6578616d706c652e6f726700"
                    + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666"));
    String username = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";
    assertEquals(Optional.of(username), request.username());
    assertEquals(Optional.of("f//499k954d6OL34oL9FSTvy64sA"), request.text(StunAttribute.NONCE));
    assertEquals(Optional.of("example.org"), request.text(StunAttribute.REALM));
    assertTrue(request.isIntact(LongTermKey.of(username, "example.org", "TheMatrIX")));
    assertFalse(request.isIntact(LongTermKey.of(username, "example.com", "TheMatrIX")));
  }

  @Test
  void relayedDataOf1280BytesFitsAndBindingMessagesStaySmall() {
    InetSocketAddress peer = new InetSocketAddress("2001:db8::1", 65_535);
    byte[] head =
        new StunWriter(StunClass.INDICATION, StunMethod.DATA, ID)
            .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
            .toBytesBeforeData(1_280);
    StunMessage read = decoded(Arrays.copyOf(head, head.length + 1_280));
    assertEquals(StunMethod.DATA, read.method());
    assertEquals(StunClass.INDICATION, read.stunClass());
    assertEquals(new StunMessage.Span(head.length, 1_280), read.data().orElseThrow());
    assertEquals(Optional.of(peer), read.xorAddress(StunAttribute.XOR_PEER_ADDRESS));

    byte[] binding = new StunWriter(StunClass.REQUEST, ID).toBytesBeforeData(1_280);
    assertTrue(StunMessage.decode(Arrays.copyOf(binding, binding.length + 1_280)).isEmpty());
    byte[] huge =
        new StunWriter(StunClass.INDICATION, StunMethod.DATA, ID).toBytesBeforeData(1_500);
    assertTrue(StunMessage.decode(Arrays.copyOf(huge, huge.length + 1_500)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 7, 8, 9})
  void attributesOfTurnAreUnknownToBindingAlone(int method) {
    StunMessage read =
        decoded(
            new StunWriter(StunClass.REQUEST, method, ID)
                .requestedTransport(17)
                .lifetime(0xFFFFFFFFL)
                .channelNumber(0x4FFF)
                .text(StunAttribute.REALM, "r")
                .alternateServer(new InetSocketAddress("192.0.2.9", 3_478))
                .toBytes());
    assertEquals(method, read.method());
    assertEquals(method == StunMethod.BINDING ? 4 : 0, read.unknownRequired().size());
    assertEquals(OptionalInt.of(17), read.requestedTransport());
    assertEquals(OptionalLong.of(0xFFFFFFFFL), read.lifetime());
    assertEquals(OptionalInt.of(0x4FFF), read.channelNumber());
    assertEquals(Optional.of(new InetSocketAddress("192.0.2.9", 3_478)), read.alternateServer());
  }

  private static StunMessage decoded(byte[] datagram) {
    return StunMessage.decode(datagram).orElseThrow();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
