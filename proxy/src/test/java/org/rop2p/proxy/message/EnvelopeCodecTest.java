package org.rop2p.proxy.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OpenRequests;

/** What one proxy writes the other reads; anything else is no message and no exception. */
class EnvelopeCodecTest {
  /** Author 2000001, epoch 7, one recipient 2000002, zone "prt". */
  private static final String TO_ONE = " 001E8481 00000007 01 001E8482 03 'prt' ";

  private static final PeerMessage.Header HEADER =
      new PeerMessage.Header(2_000_001, List.of(2_000_002), "prt", 7);

  /** A time and a signature. */
  private static final String SIGNED = " FEDCBA98 5A*64";

  private static final byte[] SIGNATURE = "Z".repeat(64).getBytes(StandardCharsets.US_ASCII);

  private static final int TRIES = 1_000;
  private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

  @Test
  void everyTypeHasTheBytesThatTheContractSays() {
    Content hi = new Content.Line(RawText.ascii("Bob : hi"));
    assertWire(
        "04 01" + TO_ONE + "CAFE0001 06",
        new PeerMessage.Subscribe(HEADER, 0xCAFE0001, EnumSet.of(Kind.CHAT, Kind.EMOTE)));
    assertWire(
        "04 01" + TO_ONE + "CAFE0001 00",
        new PeerMessage.Subscribe(HEADER, 0xCAFE0001, EnumSet.noneOf(Kind.class)));
    assertWire(
        "04 02" + TO_ONE + "01 CAFE0001 00 00000009 00000004 02 00000003 00000005",
        chat(new ToReceivers.Hello<>(9, 4, List.of(3, 5))));
    assertWire(
        "04 02" + TO_ONE + "01 CAFE0001 01 00000003 'Bob : hi'" + SIGNED,
        chat(new ToReceivers.PeerLine<>(3, hi)));
    assertWire(
        "04 02" + TO_ONE + "01 CAFE0001 02 00000004 00000003 'Bob : hi'" + SIGNED,
        chat(new ToReceivers.BothLine<>(4, hi, 3)));
    assertWire(
        "04 02" + TO_ONE + "01 CAFE0001 03 00000005 00000000",
        chat(new ToReceivers.Notice<>(5, ToReceivers.NONE)));
    assertWire("04 02" + TO_ONE + "01 CAFE0001 04 00000003", chat(new ToReceivers.Late<>(3)));
    assertWire("04 02" + TO_ONE + "01 CAFE0001 05 00000003", chat(new ToReceivers.Final<>(3)));
    assertWire("04 02" + TO_ONE + "01 CAFE0001 06 00000003", chat(new ToReceivers.Refused<>(3)));
    assertWire("04 02" + TO_ONE + "01 CAFE0001 07 00000003", chat(new ToReceivers.Settled<>(3)));
    assertWire(
        "04 02" + TO_ONE + "02 CAFE0001 01 00000003 FFFF 000E",
        emote(new ToReceivers.PeerLine<>(3, new Content.Emote(Emoticon.classic(14)))));
    assertWire(
        "04 02" + TO_ONE + "02 CAFE0001 02 00000003 00000002 0007 0102",
        emote(new ToReceivers.BothLine<>(3, new Content.Emote(new Emoticon(7, 258)), 2)));
    assertWire(
        "04 03" + TO_ONE + "01 CAFE0001 00000003 01",
        new PeerMessage.Answered(HEADER, Kind.CHAT, 0xCAFE0001, 3, Answer.ACK));
    assertWire(
        "04 03" + TO_ONE + "02 CAFE0001 00000003 00",
        new PeerMessage.Answered(HEADER, Kind.EMOTE, 0xCAFE0001, 3, Answer.NACK));
    assertWire(
        "04 04" + TO_ONE + "00000003 00 00 00 0096 0064 00",
        new PeerMessage.WalkTo(HEADER, 3, OpenRequests.NONE, new Cell(150, 100), false));
    assertWire(
        "04 04"
            + TO_ONE
            + "00000004 01 CAFE0002 0005 0006 02 CAFE0001 0001 0002 CAFE0002 0005 0006 01 0003 0004 0096 0064 01",
        new PeerMessage.WalkTo(
            HEADER,
            4,
            new OpenRequests(
                Optional.of(new Granted(new Cell(5, 6), 0xCAFE0002)),
                List.of(
                    new Granted(new Cell(1, 2), 0xCAFE0001),
                    new Granted(new Cell(5, 6), 0xCAFE0002)),
                List.of(new Cell(3, 4))),
            new Cell(150, 100),
            true));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          the version before        | 03 04 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 00 00 0096 0064 00
          another version           | 05 04 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 00 00 0096 0064 00
          an unknown type           | 04 05 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 00 00 0096 0064 00
          type 0                    | 04 00 001E8481 00000007 01 001E8482 03 'prt'
          nobody addressed          | 04 04 001E8481 00000007 00 03 'prt' 00000003 00 00 00 0096 0064 00
          one addressed twice       | 04 04 001E8481 00000007 02 001E8482 001E8482 03 'prt' 00000003 00 00 00 0096 0064 00
          33 addressed              | 04 04 001E8481 00000007 21 11*132 03 'prt' 00000003 00 00 00 0096 0064 00
          no zone                   | 04 04 001E8481 00000007 01 001E8482 00 00000003 00 00 00 0096 0064 00
          a zone of 17 letters      | 04 04 001E8481 00000007 01 001E8482 11 61*17 00000003 00 00 00 0096 0064 00
          a zone with a blank       | 04 04 001E8481 00000007 01 001E8482 03 'p t' 00000003 00 00 00 0096 0064 00
          a zone of other bytes     | 04 04 001E8481 00000007 01 001E8482 03 70B074 00000003 00 00 00 0096 0064 00
          a walk of sequence 0      | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000000 00 00 00 0096 0064 00
          two latest grants         | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 02 01*16 00 00 0096 0064 00
          fewer grants than said    | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 02 01*8 00 0096 0064 00
          17 grants                 | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 11 01*136 00 0096 0064 00
          17 asked for              | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 00 11 01*68 0096 0064 00
          17 of both                | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 10 01*128 01 0001 0001 0096 0064 00
          a granted one off the map | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 01 CAFE0001 0400 0001 00 0096 0064 00
          fewer walks than said     | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 00 02 0001 0001 0096 0064 00
          a walk off the map        | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 00 01 0400 0001 0096 0064 00
          half a stop               | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 00 00 0096 0064 02
          no word on stopping       | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 00 00 0096 0064
          a negative sequence       | 04 04 001E8481 00000007 01 001E8482 03 'prt' FFFFFFFF 00 00 00 0096 0064 00
          a cell beyond the map     | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 00 00 0400 0064 00
          a byte too many           | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 00 00 0096 0064 00 00
          a wish for kind 0         | 04 01 001E8481 00000007 01 001E8482 03 'prt' CAFE0001 01
          a wish for kind 4         | 04 01 001E8481 00000007 01 001E8482 03 'prt' CAFE0001 12
          told of no kind           | 04 02 001E8481 00000007 01 001E8482 03 'prt' 04 CAFE0001 04 00000003
          told of movement          | 04 02 001E8481 00000007 01 001E8482 03 'prt' 03 CAFE0001 04 00000003
          an unknown form           | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 08 00000003
          65 finals                 | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 00 00000009 00000004 41 01*260
          fewer finals than said    | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 00 00000009 00000004 02 00000003
          line 0                    | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 01 00000000 61 11*68
          a negative line           | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 01 80000000 61 11*68
          a negative late           | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 02 00000003 80000000 61 11*68
          a notice of negative late | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 03 00000003 80000000
          an empty line             | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 01 00000003 11*68
          a line and no signature   | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 01 00000003 'Bob : hi'
          a notice with a signature | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 03 00000003 00000000 11*68
          an emote with a signature | 04 02 001E8481 00000007 01 001E8482 03 'prt' 02 CAFE0001 01 00000003 FFFF 000E 11*68
          a line of 256 bytes       | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 01 00000003 61*256 11*68
          an old emote beyond 255   | 04 02 001E8481 00000007 01 001E8482 03 'prt' 02 CAFE0001 01 00000003 FFFF 0122
          half an emote             | 04 02 001E8481 00000007 01 001E8482 03 'prt' 02 CAFE0001 01 00000003 FFFF
          a final with a tail       | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 05 00000003 00
          an answer about line 0    | 04 03 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 00000000 01
          an answer of movement     | 04 03 001E8481 00000007 01 001E8482 03 'prt' 03 CAFE0001 00000003 01
          neither yes nor no        | 04 03 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 00000003 02
          """)
  void refused(String story, String wire) {
    assertEquals(Optional.empty(), EnvelopeCodec.decode(Hex.frame(wire)), story);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a zone of 16 letters  | 04 04 001E8481 00000007 01 001E8482 10 61*16 00000003 00 00 00 0096 0064 00
          16 walks open         | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 10 01*128 00 0096 0064 00
          16 of both            | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000001 00 0F 01*120 01 0001 0001 0096 0064 00
          the farthest cell     | 04 04 001E8481 00000007 01 001E8482 03 'prt' 00000003 00 00 00 03FF 03FF 00
          a line of 255 bytes   | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 01 00000003 61*255 11*68
          64 finals             | 04 02 001E8481 00000007 01 001E8482 03 'prt' 01 CAFE0001 00 00000009 00000004 40 01*256
          the last old emote    | 04 02 001E8481 00000007 01 001E8482 03 'prt' 02 CAFE0001 01 00000003 FFFF 00FF
          a wish for everything | 04 01 001E8481 00000007 01 001E8482 03 'prt' CAFE0001 0E
          """)
  void justAllowed(String story, String wire) {
    assertTrue(EnvelopeCodec.decode(Hex.frame(wire)).isPresent(), story);
  }

  @Test
  void asManyRecipientsAsMayBe() {
    List<Integer> all = IntStream.rangeClosed(1, EnvelopeCodec.MAX_RECIPIENTS).boxed().toList();
    PeerMessage message =
        new PeerMessage.WalkTo(HEADER, 3, OpenRequests.NONE, new Cell(1, 2), true).to(all);
    assertEquals(Optional.of(message), EnvelopeCodec.decode(encode(message)));
  }

  @Test
  void ofManyFinalsTheNewestAreTold() {
    List<Integer> finals = IntStream.rangeClosed(1, StreamCodec.MAX_FINALS + 3).boxed().toList();
    ByteBuf wire = encode(chat(new ToReceivers.Hello<>(9, 0, finals)));
    assertEquals(
        Optional.of(chat(new ToReceivers.Hello<>(9, 0, finals.subList(3, finals.size())))),
        EnvelopeCodec.decode(wire));
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = seeded("whatIsWrittenIsRead");
    for (int i = 0; i < TRIES; i++) {
      PeerMessage message = Envelopes.any(random);
      ByteBuf wire = encode(message);
      assertEquals(Optional.of(message), EnvelopeCodec.decode(wire));
      assertFalse(wire.isReadable());
    }
  }

  @Test
  void noPrefixIsAMessageExceptAShorterLine() {
    Random random = seeded("noPrefixIsAMessageExceptAShorterLine");
    for (int i = 0; i < TRIES; i++) {
      PeerMessage message = Envelopes.any(random);
      ByteBuf wire = encode(message);
      for (int length = 0; length < wire.writerIndex(); length++) {
        Optional<PeerMessage> read = EnvelopeCodec.decode(wire.slice(0, length));
        if (read.isPresent()) {
          RawText whole = text(message);
          RawText cut = text(read.get());
          assertTrue(whole.startsWith(cut) && cut.length() < whole.length(), "cut to " + length);
        }
      }
    }
  }

  @Test
  void garbageIsNeverAnException() {
    Random random = seeded("garbageIsNeverAnException");
    for (int i = 0; i < TRIES * 10; i++) {
      byte[] garbage = new byte[random.nextInt(400)];
      random.nextBytes(garbage);
      if (garbage.length > 0) {
        garbage[0] = 3;
      }
      EnvelopeCodec.decode(Unpooled.wrappedBuffer(garbage));
    }
  }

  @Test
  void aDamagedMessageIsReadInOneWayOrNotAtAll() {
    Random random = seeded("aDamagedMessageIsReadInOneWayOrNotAtAll");
    for (int i = 0; i < TRIES * 10; i++) {
      ByteBuf wire = encode(Envelopes.any(random));
      wire.setByte(random.nextInt(wire.writerIndex()), random.nextInt());
      ByteBuf copy = wire.copy();
      EnvelopeCodec.decode(wire).ifPresent(read -> assertEquals(copy, encode(read)));
    }
  }

  private static Random seeded(String test) {
    long seed = Long.getLong("rop2p.seed", System.nanoTime());
    System.out.println("EnvelopeCodecTest." + test + " rop2p.seed=" + seed);
    return new Random(seed);
  }

  private static RawText text(PeerMessage message) {
    ToReceivers<Content> told = ((PeerMessage.Told) message).message();
    Content content =
        told instanceof ToReceivers.PeerLine<Content> line
            ? line.content()
            : ((ToReceivers.BothLine<Content>) told).content();
    return ((Content.Line) content).text();
  }

  private static PeerMessage chat(ToReceivers<Content> message) {
    Optional<LineSignature> signature =
        PeerMessage.Told.lineOf(HEADER, message, 0xFEDC_BA98L)
            .map(line -> new LineSignature(0xFEDC_BA98L, SIGNATURE));
    return new PeerMessage.Told(HEADER, Kind.CHAT, 0xCAFE0001, message, signature);
  }

  private static PeerMessage emote(ToReceivers<Content> message) {
    return new PeerMessage.Told(HEADER, Kind.EMOTE, 0xCAFE0001, message);
  }

  private static void assertWire(String literal, PeerMessage message) {
    assertEquals(Hex.frame(literal), encode(message));
    assertEquals(Optional.of(message), EnvelopeCodec.decode(Hex.frame(literal)));
  }

  /** On the heap: nothing to release. */
  private static ByteBuf encode(PeerMessage message) {
    return EnvelopeCodec.encode(message, HEAP);
  }
}
