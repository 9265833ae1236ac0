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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.KeyStream;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.obfuscation.ObfuscationKeys;

/** However a stream is torn, its frames are the same. jqwik prints the seed of each property. */
class FrameScannerPropertyTest {
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int LONGEST = 600;

  private record Stream(ByteBuf bytes, List<Integer> lengths) {}

  @Provide
  Arbitrary<Protocol> protocols() {
    return Arbitraries.of(ClientDates.supported()).map(Protocol::of);
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

  @Property(tries = 200)
  void anyFragmentationGivesTheSameFramesAndBytes(
      @ForAll("protocols") Protocol protocol,
      @ForAll @IntRange(max = 40) int frames,
      @ForAll @IntRange(min = 1, max = 64) int longestPiece,
      @ForAll boolean obfuscated,
      @ForAll long seed) {
    Random random = new Random(seed);
    Stream stream = stream(protocol, frames, random);
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

  @Property(tries = 200)
  void everyTruncatedPrefixWaits(@ForAll("protocols") Protocol protocol, @ForAll long seed) {
    Stream stream = stream(protocol, 1, new Random(seed));
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

  @Property(tries = 200)
  void garbageBehindFramesGoesBlindWhereItBegins(
      @ForAll("protocols") Protocol protocol,
      @ForAll @IntRange(max = 10) int frames,
      @ForAll @IntRange(min = 0x0D00, max = 0xFFFF) int garbage,
      @ForAll long seed) {
    Stream stream = stream(protocol, frames, new Random(seed));
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

  @Property(tries = 200)
  void anUnusedSlotOfTheShuffleIsGarbage(@ForAll("protocols") Protocol protocol) {
    for (int id : protocol.table().ids().filter(protocol.table()::isUnusedSlot).toArray()) {
      ByteBuf in = Unpooled.buffer().writeShortLE(id).writeZero(17);

      assertEquals(FrameScanner.BLIND, new FrameScanner(protocol.table()).next(in, 0));
    }
  }

  @Property(tries = 200)
  void noiseIsFramedOrGivenUpButNeverThrowsNorOverruns(
      @ForAll("protocols") Protocol protocol,
      @ForAll byte[] noise,
      @ForAll boolean charServer,
      @ForAll int account) {
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
    assertEquals(length == FrameScanner.BLIND, scanner.isBlind());
  }
}
