package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;

class FrameCutterTest {
  /** CZ_REQUEST_TIME2 and CZ_EMOTION: six and three bytes. */
  private static final byte[] TIME = {0x60, 0x03, 1, 2, 3, 4};

  private static final byte[] EMOTE = {(byte) 0xBF, 0x00, 7};

  private final PooledByteBufAllocator alloc = PooledByteBufAllocator.DEFAULT;
  private final List<ByteBuf> forwarded = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private SessionHandler.Verdict verdict = SessionHandler.Verdict.PASS;

  @AfterEach
  void release() {
    forwarded.forEach(ByteBuf::release);
  }

  private FrameCutter cutter(boolean together) {
    return new FrameCutter(
        new FrameScanner(PacketTable.of(PacketVersion.DEFAULT)),
        alloc,
        new FrameCutter.Sink() {
          @Override
          public SessionHandler.Verdict look(int id, ByteBuf in, int index, int length) {
            return verdict;
          }

          @Override
          public boolean joins(ByteBuf in, int run, int index, int length) {
            return together;
          }

          @Override
          public void forward(ByteBuf bytes, int frames) {
            forwarded.add(bytes);
            counts.add(frames);
          }

          @Override
          public boolean lost(int id, ByteBuf in, int index) {
            return true;
          }
        });
  }

  private ByteBuf read(byte[]... parts) {
    ByteBuf bytes = alloc.directBuffer();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes;
  }

  private byte[] all() {
    ByteBuf joined = alloc.buffer();
    try {
      forwarded.forEach(part -> joined.writeBytes(part, part.readerIndex(), part.readableBytes()));
      return ByteBufUtil.getBytes(joined);
    } finally {
      joined.release();
    }
  }

  /** The socket has an NIO buffer ready for it, but makes two for a slice. */
  @Test
  void aReadOfWholeFramesGoesOnAsTheSameBuffer() {
    ByteBuf read = read(TIME, EMOTE);

    cutter(true).read(read);

    assertEquals(List.of(2), counts);
    assertSame(read, forwarded.get(0));
  }

  @Test
  void oneByOneTheLastFrameTakesTheBufferAlong() {
    ByteBuf read = read(EMOTE, TIME);

    cutter(false).read(read);

    assertEquals(List.of(1, 1), counts);
    assertSame(read, forwarded.get(1));
    assertArrayEquals(TIME, ByteBufUtil.getBytes(forwarded.get(1)));
    assertArrayEquals(EMOTE, ByteBufUtil.getBytes(forwarded.get(0)));
  }

  @Test
  void theBeginningOfATornFrameMovesToABufferOfItsOwn() {
    FrameCutter cutter = cutter(true);
    byte[] torn = {TIME[0], TIME[1], TIME[2]};
    byte[] rest = {TIME[3], TIME[4], TIME[5]};
    ByteBuf read = read(EMOTE, TIME, torn);

    cutter.read(read);
    assertEquals(List.of(2), counts);
    assertSame(read, forwarded.get(0));
    assertEquals(EMOTE.length + TIME.length, read.readableBytes());

    cutter.read(read(rest, EMOTE));
    assertEquals(List.of(2, 2), counts);
    assertArrayEquals(
        new byte[] {
          EMOTE[0], EMOTE[1], EMOTE[2], 0x60, 0x03, 1, 2, 3, 4, //
          0x60, 0x03, 1, 2, 3, 4, EMOTE[0], EMOTE[1], EMOTE[2]
        },
        all());
  }

  @Test
  void aFrameThatWaitsIsNoTornOne() {
    FrameCutter cutter = cutter(true);
    cutter.read(read(TIME));
    verdict = SessionHandler.Verdict.WAIT;
    cutter.read(read(EMOTE, new byte[] {TIME[0]}));
    assertEquals(List.of(1), counts);

    verdict = SessionHandler.Verdict.PASS;
    cutter.resume();
    cutter.read(read(new byte[] {TIME[1], 1, 2, 3, 4}));
    assertEquals(List.of(1, 1, 1), counts);
  }

  @Test
  void aTornFrameIsForwardedAtTheEnd() {
    FrameCutter cutter = cutter(true);
    List<String> events = new ArrayList<>();

    cutter.read(read(new byte[] {TIME[0], TIME[1], TIME[2]}));
    cutter.finish(() -> events.add("done"));

    assertEquals(List.of("done"), events);
    assertEquals(3, forwarded.get(0).readableBytes());
  }

  @Test
  void afterADropTheBufferIsFreed() {
    verdict = SessionHandler.Verdict.DROP;
    ByteBuf read = read(TIME);

    cutter(true).read(read);

    assertEquals(0, read.refCnt());
    assertEquals(List.of(), forwarded);
  }

  @Test
  void aFrameThatWaitedGoesOnOnceResumed() {
    FrameCutter cutter = cutter(true);
    verdict = SessionHandler.Verdict.WAIT;
    ByteBuf read = read(TIME);
    cutter.read(read);
    assertEquals(List.of(), forwarded);

    verdict = SessionHandler.Verdict.PASS;
    cutter.resume();

    assertSame(read, forwarded.get(0));
  }
}
