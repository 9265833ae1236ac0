package org.rop2p.proxy.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;

/** What one proxy writes the other reads; anything else is no message and no exception. */
class EnvelopeCodecTest {
  /** version, author 2000001, epoch 7, sequence 3, one recipient 2000002, zone "prt". */
  private static final String TO_ONE = " 001E8481 00000007 00000003 01 001E8482 03 'prt' ";

  @Test
  void everyTypeHasTheBytesThatTheContractSays() {
    PeerMessage.Header header = new PeerMessage.Header(2_000_001, List.of(2_000_002), "prt", 7, 3);
    assertWire(
        "01 01" + TO_ONE + "00000002 01F4 'Bob : hi'",
        new PeerMessage.Line(header, 2, 500, RawText.ascii("Bob : hi")));
    assertWire("01 02" + TO_ONE + "0E", new PeerMessage.Emote(header, 14));
    assertWire("01 03" + TO_ONE + "0096 0064", new PeerMessage.WalkTo(header, new Cell(150, 100)));
    assertWire("01 04" + TO_ONE + "01", new PeerMessage.Final(header, Kind.CHAT));
    assertWire("01 04" + TO_ONE + "03", new PeerMessage.Final(header, Kind.MOVEMENT));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          another version          | 02 02 001E8481 00000007 00000003 01 001E8482 03 'prt' 0E
          an unknown type          | 01 05 001E8481 00000007 00000003 01 001E8482 03 'prt' 0E
          nobody addressed         | 01 02 001E8481 00000007 00000003 00 03 'prt' 0E
          one addressed twice      | 01 02 001E8481 00000007 00000003 02 001E8482 001E8482 03 'prt' 0E
          33 addressed             | 01 02 001E8481 00000007 00000003 21 11*132 03 'prt' 0E
          sequence 0               | 01 02 001E8481 00000007 00000000 01 001E8482 03 'prt' 0E
          a negative sequence      | 01 02 001E8481 00000007 FFFFFFFF 01 001E8482 03 'prt' 0E
          no zone                  | 01 02 001E8481 00000007 00000003 01 001E8482 00 0E
          a zone of 17 letters     | 01 02 001E8481 00000007 00000003 01 001E8482 11 61*17 0E
          an empty line            | 01 01 001E8481 00000007 00000003 01 001E8482 03 'prt' 00000000 0000
          a line of 256 bytes      | 01 01 001E8481 00000007 00000003 01 001E8482 03 'prt' 00000000 0000 61*256
          a negative afterSequence | 01 01 001E8481 00000007 00000003 01 001E8482 03 'prt' 80000000 0000 61
          a cell beyond the map    | 01 03 001E8481 00000007 00000003 01 001E8482 03 'prt' 0400 0064
          a final of no kind       | 01 04 001E8481 00000007 00000003 01 001E8482 03 'prt' 09
          a byte too many          | 01 02 001E8481 00000007 00000003 01 001E8482 03 'prt' 0E 00
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
          a zone of 16 letters | 01 02 001E8481 00000007 00000003 01 001E8482 10 61*16 0E
          a line of 255 bytes  | 01 01 001E8481 00000007 00000003 01 001E8482 03 'prt' 00000000 0000 61*255
          the farthest cell    | 01 03 001E8481 00000007 00000003 01 001E8482 03 'prt' 03FF 03FF
          """)
  void justAllowed(String story, String wire) {
    assertTrue(EnvelopeCodec.decode(Hex.frame(wire)).isPresent(), story);
  }

  @Test
  void asManyRecipientsAsMayBe() {
    List<Integer> all = IntStream.rangeClosed(1, EnvelopeCodec.MAX_RECIPIENTS).boxed().toList();
    PeerMessage.Header header = new PeerMessage.Header(2_000_001, all, "prt", 7, 3);
    PeerMessage message = new PeerMessage.Emote(header, 14);
    assertEquals(Optional.of(message), EnvelopeCodec.decode(encode(message)));
  }

  @Test
  void anAgeBeyondTheFieldIsTheLargestAge() {
    PeerMessage.Header header = new PeerMessage.Header(1, List.of(2), "prt", 7, 3);
    ByteBuf wire = encode(new PeerMessage.Line(header, 2, 70_000, RawText.ascii("x")));
    PeerMessage.Line read = (PeerMessage.Line) EnvelopeCodec.decode(wire).orElseThrow();
    assertEquals(65_535, read.afterAgeMillis());
  }

  @Property
  void whatIsWrittenIsRead(@ForAll("messages") PeerMessage message) {
    ByteBuf wire = encode(message);
    assertEquals(Optional.of(message), EnvelopeCodec.decode(wire));
    assertFalse(wire.isReadable());
  }

  @Property(tries = 200)
  void noPrefixIsAMessageExceptAShorterLine(@ForAll("messages") PeerMessage message) {
    ByteBuf wire = encode(message);
    for (int length = 0; length < wire.writerIndex(); length++) {
      Optional<PeerMessage> read = EnvelopeCodec.decode(wire.slice(0, length));
      if (read.isPresent()) {
        PeerMessage.Line whole = (PeerMessage.Line) message;
        PeerMessage.Line cut = (PeerMessage.Line) read.get();
        assertTrue(whole.text().startsWith(cut.text()), "cut to " + length);
      }
    }
  }

  @Property
  void garbageIsNeverAnException(@ForAll @Size(max = 400) byte[] garbage) {
    EnvelopeCodec.decode(Unpooled.wrappedBuffer(garbage));
  }

  @Property
  void aDamagedMessageIsNeverAnException(
      @ForAll("messages") PeerMessage message, @ForAll int where, @ForAll byte what) {
    ByteBuf wire = encode(message);
    wire.setByte(Math.floorMod(where, wire.writerIndex()), what);
    EnvelopeCodec.decode(wire)
        .ifPresent(read -> assertTrue(read.header().recipients().size() <= 32));
  }

  @Provide
  Arbitrary<PeerMessage> messages() {
    Arbitrary<PeerMessage.Header> headers =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.integers()
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(EnvelopeCodec.MAX_RECIPIENTS)
                    .uniqueElements(),
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(16),
                Arbitraries.integers(),
                Arbitraries.integers().greaterOrEqual(1))
            .as(PeerMessage.Header::new);
    Arbitrary<RawText> texts =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(EnvelopeCodec.MAX_TEXT)
            .map(RawText::of);
    Arbitrary<Integer> cells = Arbitraries.integers().between(0, 1_023);
    return Arbitraries.oneOf(
        Combinators.combine(
                headers,
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.integers().between(0, 65_535),
                texts)
            .as((h, after, age, text) -> new PeerMessage.Line(h, after, age, text)),
        Combinators.combine(headers, Arbitraries.integers().between(0, 255))
            .as((h, type) -> new PeerMessage.Emote(h, type)),
        Combinators.combine(headers, cells, cells)
            .as((h, x, y) -> new PeerMessage.WalkTo(h, new Cell(x, y))),
        Combinators.combine(headers, Arbitraries.of(Kind.values()))
            .as((h, kind) -> new PeerMessage.Final(h, kind)));
  }

  private static void assertWire(String literal, PeerMessage message) {
    assertEquals(Hex.frame(literal), encode(message));
    assertEquals(Optional.of(message), EnvelopeCodec.decode(Hex.frame(literal)));
  }

  /** On the heap: nothing to release. */
  private static ByteBuf encode(PeerMessage message) {
    return EnvelopeCodec.encode(message, HEAP);
  }

  private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);
}
