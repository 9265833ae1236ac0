package org.rop2p.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.PacketTable;

/** Any stream of any era is framed alike however it is torn, or given up at the same byte. */
class FrameScannerFuzzTest {
  /** No scanner asks its caller to keep more than one frame of the longest kind. */
  private static final int LONGEST_FRAME = 32_767;

  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int RAW_ACCOUNT_ID = 4;

  private record Found(int at, int id, int length) {}

  /** Input: era u8, account id expected u8, account id i32, seed of the cuts u16, the stream. */
  @FuzzTest
  void framesDoNotDependOnTheCuts(byte[] data) {
    Input input = new Input(data);
    PacketTable table = Eras.choose(input.u8()).table();
    boolean expect = input.flag();
    int accountId = input.i32();
    int cuts = input.u16();
    byte[] stream = input.rest();

    List<Found> whole = scan(scanner(table, expect, accountId), stream, stream.length, table);
    assertEquals(whole, scan(scanner(table, expect, accountId), stream, 1, table), "byte by byte");
    assertEquals(whole, scan(scanner(table, expect, accountId), stream, -cuts - 1, table), "cut");
  }

  private static FrameScanner scanner(PacketTable table, boolean expect, int accountId) {
    FrameScanner scanner = new FrameScanner(table);
    if (expect) {
      scanner.expectAccountId(accountId);
    }
    return scanner;
  }

  /**
   * @param step bytes of a piece; below zero the seed of pieces of any size
   */
  private static List<Found> scan(
      FrameScanner scanner, byte[] stream, int step, PacketTable table) {
    List<Found> frames = new ArrayList<>();
    ByteBuf in = Unpooled.wrappedBuffer(stream.clone()).writerIndex(0);
    int seed = step;
    int at = 0;
    while (in.writerIndex() < stream.length) {
      seed = seed * 1_103_515_245 + 12_345;
      int piece = Math.max(1, step > 0 ? step : (seed >>> 16) % 97);
      in.writerIndex(Math.min(stream.length, in.writerIndex() + piece));
      int length = scanner.next(in, at);
      while (length > 0) {
        frames.add(checked(new Found(at, scanner.id(), length), in, table));
        at += length;
        length = scanner.next(in, at);
      }
      if (length == FrameScanner.BLIND) {
        assertEquals(FrameScanner.BLIND, scanner.next(in, 0), "blind for good");
        frames.add(new Found(at, scanner.id(), FrameScanner.BLIND));
        break;
      }
      assertEquals(FrameScanner.INCOMPLETE, length);
      assertTrue(in.writerIndex() - at < LONGEST_FRAME, "waits for more than one frame");
    }
    assertArrayEquals(stream, in.array(), "the scanner only reads");
    return frames;
  }

  private static Found checked(Found frame, ByteBuf in, PacketTable table) {
    assertTrue(frame.at + frame.length <= in.writerIndex(), "beyond the bytes there are");
    if (frame.id == FrameScanner.NO_ID) {
      assertEquals(RAW_ACCOUNT_ID, frame.length);
    } else if (frame.id != HC_CHARLIST_NOTIFY) {
      int length = table.length(frame.id);
      assertEquals(frame.id, in.getUnsignedShortLE(frame.at));
      assertEquals(
          length == PacketTable.VARIABLE ? in.getUnsignedShortLE(frame.at + 2) : length,
          frame.length);
    }
    return frame;
  }
}
