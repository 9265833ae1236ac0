package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.KeyStream;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.obfuscation.ObfuscationKeys;

/** However a stream is torn, its frames are the same. */
class FrameScannerPropertyTest {
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int LONGEST = 600;
  private static final int TRIES = 200;
  private static final List<PacketVersion> DATES = ClientDates.supported();

  private record Stream(ByteBuf bytes, List<Integer> lengths) {}

  private static Protocol anyProtocol(Random random) {
    return Protocol.of(DATES.get(random.nextInt(DATES.size())));
  }

  /** CZ_ENTER, then frames of random ids of the table, all with random contents. */
  private static Stream stream(Protocol protocol, int frames, Random random) {
    PacketTable table = protocol.table();
    int[] known =
        table.ids().filter(id -> id != HC_CHARLIST_NOTIFY && !table.isUnusedSlot(id)).toArray();
    ByteBuf bytes = Unpooled.buffer();
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i <= frames; i++) {
      int id = i == 0 ? protocol.id(Packet.CZ_ENTER) : known[random.nextInt(known.length)];
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

  /** The same frames as the client of the date sends them, whose keys may make no difference. */
  private static ByteBuf masked(Stream plain, ObfuscationKeys keys) {
    ByteBuf wire = plain.bytes().copy();
    KeyStream stream = keys.stream();
    int at = 0;
    for (int length : plain.lengths()) {
      wire.setShortLE(at, stream.apply(wire.getUnsignedShortLE(at)));
      stream.advance();
      at += length;
    }
    return wire;
  }

  @Test
  void anyFragmentationGivesTheSameFramesAndBytes() {
    Seeded.times(TRIES, FrameScannerPropertyTest::fragmented);
  }

  private static void fragmented(Random random) {
    Protocol protocol = anyProtocol(random);
    int longestPiece = 1 + random.nextInt(64);
    boolean obfuscated = random.nextBoolean();
    Stream stream = stream(protocol, random.nextInt(41), random);
    ByteBuf wire =
        obfuscated
            ? ObfuscationKeys.of(protocol.version())
                .map(keys -> masked(stream, keys))
                .orElseGet(() -> stream.bytes().copy())
            : stream.bytes().copy();
    byte[] original = ByteBufUtil.getBytes(wire);
    ObfuscatedIds ids = KeyChoice.AUTO.open(protocol);
    FrameScanner scanner = new FrameScanner(protocol.table(), ids);

    // Like a relay: what has been framed is gone, what is torn waits for more.
    List<Integer> found = new ArrayList<>();
    ByteBuf held = Unpooled.buffer();
    ByteBuf decoded = Unpooled.buffer();
    ByteBuf forwarded = Unpooled.buffer();
    while (wire.isReadable()) {
      int piece = 1 + random.nextInt(longestPiece);
      held.writeBytes(wire, Math.min(piece, wire.readableBytes()));
      int length;
      while ((length = scanner.next(held, held.readerIndex())) > 0) {
        found.add(length);
        ids.decode(held, held.readerIndex());
        decoded.writeBytes(held, held.readerIndex(), length);
        ids.encode(held, held.readerIndex());
        forwarded.writeBytes(held, length);
      }
      assertEquals(FrameScanner.INCOMPLETE, length);
      held.discardReadBytes();
    }

    assertEquals(stream.lengths(), found);
    assertEquals(0, held.readableBytes());
    assertArrayEquals(ByteBufUtil.getBytes(stream.bytes()), ByteBufUtil.getBytes(decoded));
    assertArrayEquals(original, ByteBufUtil.getBytes(forwarded));
    assertTrue(ids.inStep());
  }

  @Test
  void everyTruncatedPrefixWaits() {
    Seeded.times(TRIES, FrameScannerPropertyTest::truncated);
  }

  private static void truncated(Random random) {
    Protocol protocol = anyProtocol(random);
    Stream stream = stream(protocol, 1, random);
    int first = stream.lengths().get(0);
    int last = stream.lengths().get(1);
    FrameScanner scanner = new FrameScanner(protocol.table());

    for (int end = 0; end < first; end++) {
      assertEquals(FrameScanner.INCOMPLETE, scanner.next(stream.bytes().slice(0, end), 0));
    }
    assertEquals(first, scanner.next(stream.bytes(), 0));
    for (int end = first; end < first + last; end++) {
      assertEquals(FrameScanner.INCOMPLETE, scanner.next(stream.bytes().slice(0, end), first));
    }
    assertEquals(last, scanner.next(stream.bytes(), first));
  }

  @Test
  void garbageBehindFramesGoesBlindWhereItBegins() {
    Seeded.times(TRIES, FrameScannerPropertyTest::garbled);
  }

  private static void garbled(Random random) {
    Protocol protocol = anyProtocol(random);
    int garbage = 0x0D00 + random.nextInt(0x10000 - 0x0D00);
    Stream stream = stream(protocol, random.nextInt(11), random);
    int end = stream.bytes().writerIndex();
    ByteBuf in = stream.bytes().writeShortLE(garbage).writeZero(20);
    byte[] original = ByteBufUtil.getBytes(in);
    FrameScanner scanner = new FrameScanner(protocol.table());

    int at = 0;
    int length;
    while ((length = scanner.next(in, at)) > 0) {
      at += length;
    }

    assertEquals(end, at);
    assertEquals(FrameScanner.BLIND, length);
    assertEquals(garbage, scanner.id());
    assertEquals(FrameScanner.BLIND, scanner.next(in, 0), "for ever");
    assertArrayEquals(original, ByteBufUtil.getBytes(in));
  }

  @Test
  void anUnusedSlotOfTheShuffleIsGarbage() {
    for (PacketVersion date : DATES) {
      PacketTable table = PacketTable.of(date);
      for (int id : table.ids().filter(table::isUnusedSlot).toArray()) {
        ByteBuf in = Unpooled.buffer().writeShortLE(id).writeZero(17);

        assertEquals(FrameScanner.BLIND, new FrameScanner(table).next(in, 0));
      }
    }
  }

  @Test
  void noiseIsFramedOrGivenUpButNeverThrowsNorOverruns() {
    Seeded.times(TRIES, FrameScannerPropertyTest::noise);
  }

  private static void noise(Random random) {
    Protocol protocol = anyProtocol(random);
    byte[] noise = Seeded.bytes(random, LONGEST);
    boolean charServer = random.nextBoolean();
    int account = random.nextInt();
    ObfuscatedIds ids = KeyChoice.AUTO.open(protocol);
    FrameScanner scanner = new FrameScanner(protocol.table(), ids);
    if (charServer) {
      scanner.expectAccountId(account);
    }
    ByteBuf in = Frames.frame(noise);
    int at = in.readerIndex();
    int length;
    while ((length = scanner.next(in, at)) > 0) {
      ids.decode(in, at);
      at += length;
      assertTrue(at <= in.writerIndex());
    }
    assertEquals(length, scanner.next(in, at), "asked again");
  }
}
