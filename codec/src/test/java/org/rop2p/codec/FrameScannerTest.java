package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
  private static final int ACCOUNT = 0x001E8481;
  private static final PacketTable TABLE = PacketTable.of(PacketVersion.DEFAULT);
  private static final PacketTable LONG_CHARLIST_NOTIFY =
      PacketTable.of(PacketVersion.parse("20151104:re"));

  private static FrameScanner scanner() {
    return new FrameScanner(TABLE);
  }

  private static FrameScanner charScanner(PacketTable table) {
    FrameScanner scanner = new FrameScanner(table);
    scanner.expectAccountId(ACCOUNT);
    return scanner;
  }

  /** Lengths of the frames in {@code stream}; ends with INCOMPLETE or BLIND if not at its end. */
  private static List<Integer> scan(FrameScanner scanner, String stream) {
    ByteBuf in = Frames.frame(stream);
    List<Integer> lengths = new ArrayList<>();
    int at = in.readerIndex();
    while (at < in.writerIndex()) {
      int length = scanner.next(in, at);
      lengths.add(length);
      if (length <= 0) {
        break;
      }
      at += length;
    }
    return lengths;
  }

  @ParameterizedTest(name = "{0} is one frame of {1}")
  @CsvSource({
    "7d00,                                            2, 007D",
    "5f03 280af0,                                     5, 035F",
    "0d02 0400,                                       4, 020D",
    "f300 1600 4c61623031203a2040636f6d6d616e647300, 22, 00F3",
    "8302 81841e00,                                   6, 0283",
    "8302 81841e,                                     0, 0283",
  })
  void aFrameEndsWhereItsLengthSays(String hex, int length, String id) {
    FrameScanner scanner = scanner();

    assertEquals(List.of(length), scan(scanner, hex));
    assertEquals(Integer.parseInt(id, 16), scanner.id());
  }

  @ParameterizedTest(name = "every prefix of {0}")
  @ValueSource(
      strings = {
        "7d00",
        "5f03 280af0",
        "f300 1600 4c61623031203a2040636f6d6d616e647300",
        "a009 05000000",
        "0d02 0400",
        "3604 81841e00 f1490200 b424d5f2 00000000 271ee505 01",
      })
  void everyTruncatedPrefixIsIncomplete(String hex) {
    byte[] whole = Frames.bytes(hex);
    for (int length = 0; length < whole.length; length++) {
      ByteBuf in = Frames.frame(Arrays.copyOf(whole, length));

      assertEquals(FrameScanner.INCOMPLETE, scanner().next(in, in.readerIndex()), "of " + length);
    }
    ByteBuf in = Frames.frame(whole);
    assertEquals(whole.length, scanner().next(in, in.readerIndex()));
  }

  @ParameterizedTest(name = "{0} cannot be framed")
  @ValueSource(
      strings = {
        "ffff", // unknown id
        "0000 0000 0000", // unknown id
        "f300 0000", // length words below the header
        "f300 0300",
        "f300 0080", // 32768
        "f300 ffff",
      })
  void garbageGoesBlindAndStaysBlind(String hex) {
    FrameScanner scanner = scanner();

    assertEquals(List.of(FrameScanner.BLIND), scan(scanner, hex));
    assertEquals(List.of(FrameScanner.BLIND), scan(scanner, "7d00"), "a valid packet afterwards");
  }

  @Test
  void theLargestLengthWordIsStillWaitedFor() {
    FrameScanner scanner = scanner();

    assertEquals(List.of(FrameScanner.INCOMPLETE), scan(scanner, "f300 ff7f"));
    assertEquals(List.of(2), scan(scanner, "7d00"), "it has not given up");
  }

  @Test
  void aCharConnectionBeginsWithTheRawAccountId() {
    FrameScanner scanner = charScanner(TABLE);

    assertEquals(List.of(4), scan(scanner, "81841e00"));
    assertEquals(FrameScanner.NO_ID, scanner.id());
    assertEquals(List.of(4, 3), scan(charScanner(TABLE), "81841e00 6c0000"));
  }

  @ParameterizedTest(name = "{0} of 4 bytes")
  @ValueSource(strings = {"81", "8184", "81841e"})
  void halfAnAccountIdIsWaitedFor(String prefix) {
    assertEquals(List.of(FrameScanner.INCOMPLETE), scan(charScanner(TABLE), prefix));
  }

  @Test
  void onlyTheFirstBytesCanBeTheAccountId() {
    FrameScanner scanner = charScanner(TABLE);
    scan(scanner, "81841e00");

    assertEquals(List.of(FrameScanner.BLIND), scan(scanner, "81841e00"));
  }

  @Test
  void anotherFirstPacketIsFramedAlthoughItIsShorterThanAnAccountId() {
    assertEquals(List.of(3), scan(charScanner(TABLE), "810008"));
    assertEquals(List.of(4, 3), scan(charScanner(TABLE), "0d020400 6c0000"));
  }

  @ParameterizedTest(name = "HC_CHARLIST_NOTIFY {0}, then {1}")
  @CsvSource(
      textBlock =
          """
          # as sent,             what follows,              frames
          a00905000000,          0d020400,                  6 4
          a0090500000003000000,  0d020400,                  6 4 4
          a00905000000,          9d090400,                  6 4
          a0090500000003000000,  9d090400,                  6 4 4
          a00905000000,          6b000400,                  6 4
          a0090500000003000000,  2d080400,                  6 4 4
          a00905000000,          b9080000000081841e000000,  6 12
          a0090500000003000000,  b9080000000081841e000000,  6 4 12
          a0090500000003000000,  6c0000,                    6 4 3
          """)
  void charlistNotifyOfTenBytesMayComeAsSix(String notify, String next, String frames) {
    FrameScanner scanner = new FrameScanner(LONG_CHARLIST_NOTIFY);

    List<Integer> lengths = scan(scanner, notify + next);

    assertEquals(frames, String.join(" ", lengths.stream().map(String::valueOf).toList()));
  }

  @Test
  void charlistNotifyOfSixBytesHasNoTail() {
    assertEquals(List.of(6, 3), scan(scanner(), "a00905000000 6c0000"));
  }

  @Test
  void theTailOfALongCharlistNotifyIsNoPacket() {
    FrameScanner scanner = new FrameScanner(LONG_CHARLIST_NOTIFY);
    scan(scanner, "a00905000000 0f000000");

    assertEquals(FrameScanner.NO_ID, scanner.id());
  }

  @ParameterizedTest(name = "cut at {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void aTornCharlistNotifyGivesTheSameFrames(int cut) {
    for (String stream :
        List.of("a00905000000 0f000000 0d020400", "a00905000000 0d020400 0d020400")) {
      byte[] whole = Frames.bytes(stream);
      FrameScanner scanner = new FrameScanner(LONG_CHARLIST_NOTIFY);
      List<Integer> lengths = new ArrayList<>();
      int at = 0;
      for (int end : new int[] {Math.min(cut, whole.length), whole.length}) {
        ByteBuf in = Frames.frame(Arrays.copyOf(whole, end));
        int length;
        while (at < end && (length = scanner.next(in, in.readerIndex() + at)) > 0) {
          lengths.add(length);
          at += length;
        }
      }
      assertEquals(List.of(6, 4, 4), lengths, stream);
    }
  }
}
