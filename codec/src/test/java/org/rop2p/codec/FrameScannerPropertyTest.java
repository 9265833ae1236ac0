package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However a stream is torn, its frames are the same. jqwik prints the seed of each property. */
class FrameScannerPropertyTest {
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int LONGEST = 600;

  private record Stream(ByteBuf bytes, List<Integer> lengths) {}

  private static PacketTable table(int year, int dayOfYear, Branch branch) {
    int date = year * 10_000 + (1 + dayOfYear / 31) * 100 + 1 + dayOfYear % 31;
    return PacketTable.of(new PacketVersion(date, branch));
  }

  /** Frames of random ids of the table with random contents. */
  private static Stream stream(PacketTable table, int frames, Random random) {
    int[] known =
        IntStream.rangeClosed(0, 0xFFFF)
            .filter(id -> table.length(id) != PacketTable.UNKNOWN && id != HC_CHARLIST_NOTIFY)
            .toArray();
    ByteBuf bytes = Unpooled.buffer();
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int id = known[random.nextInt(known.length)];
      boolean variable = table.length(id) == PacketTable.VARIABLE;
      byte[] frame = new byte[variable ? 4 + random.nextInt(LONGEST) : table.length(id)];
      random.nextBytes(frame);
      ByteBuf header = Unpooled.wrappedBuffer(frame);
      header.setShortLE(0, id);
      if (variable) {
        header.setShortLE(2, frame.length);
      }
      bytes.writeBytes(frame);
      lengths.add(frame.length);
    }
    return new Stream(bytes, lengths);
  }

  @Property(tries = 200)
  void anyFragmentationGivesTheSameFrames(
      @ForAll @IntRange(min = 2010, max = 2022) int year,
      @ForAll @IntRange(min = 0, max = 371) int day,
      @ForAll Branch branch,
      @ForAll @IntRange(max = 40) int frames,
      @ForAll @IntRange(min = 1, max = 64) int longestPiece,
      @ForAll long seed) {
    Random random = new Random(seed);
    PacketTable table = table(year, day, branch);
    Stream stream = stream(table, frames, random);
    FrameScanner scanner = new FrameScanner(table);

    // Like a relay: what has been framed is gone, what is torn waits for more.
    List<Integer> found = new ArrayList<>();
    ByteBuf held = Unpooled.buffer();
    while (stream.bytes().isReadable()) {
      int piece = 1 + random.nextInt(longestPiece);
      held.writeBytes(stream.bytes(), Math.min(piece, stream.bytes().readableBytes()));
      int length;
      while ((length = scanner.next(held, held.readerIndex())) > 0) {
        found.add(length);
        held.skipBytes(length);
      }
      assertEquals(FrameScanner.INCOMPLETE, length);
      held.discardReadBytes();
    }

    assertEquals(stream.lengths(), found);
    assertEquals(0, held.readableBytes());
  }

  @Property(tries = 200)
  void noiseIsFramedOrGivenUpButNeverThrowsNorOverruns(
      @ForAll byte[] noise, @ForAll boolean charServer, @ForAll int account) {
    FrameScanner scanner = new FrameScanner(PacketTable.of(PacketVersion.parse("20151104:re")));
    if (charServer) {
      scanner.expectAccountId(account);
    }
    ByteBuf in = Frames.frame(noise);
    int at = in.readerIndex();
    int length;
    while ((length = scanner.next(in, at)) > 0) {
      at += length;
      assertTrue(at <= in.writerIndex());
    }
    assertEquals(length == FrameScanner.BLIND, scanner.isBlind());
  }
}
