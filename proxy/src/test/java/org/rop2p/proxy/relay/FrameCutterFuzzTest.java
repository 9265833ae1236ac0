package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;

/**
 * Any stream under any cuts and any verdicts: what goes out is what came in without the dropped
 * frames, in order, every byte once, and no buffer is kept.
 */
class FrameCutterFuzzTest {
  private static final PacketTable TABLE = PacketTable.of(PacketVersion.DEFAULT);

  /** Input: number of steps u8, that many verdicts and sizes of reads, the stream. */
  @FuzzTest
  void nothingIsLostNorRepeated(byte[] data) {
    if (data.length < 2) {
      return;
    }
    int steps = Math.min(1 + (data[0] & 0xFF), data.length - 1);
    byte[] script = Arrays.copyOfRange(data, 1, 1 + steps);
    byte[] stream = Arrays.copyOfRange(data, 1 + steps, data.length);
    Player player = new Player(script, (data[0] & 1) != 0);
    player.play(stream);
    assertArrayEquals(player.expected(stream), player.out.toByteArray());
    assertEquals(player.passed, player.forwarded, "frames are counted as forwarded");
    for (ByteBuf read : player.reads) {
      assertEquals(0, read.refCnt(), "every read is released");
    }
  }

  /** Feeds the stream by the script and keeps what comes out. */
  private static final class Player implements FrameCutter.Sink {
    private final byte[] script;
    private final boolean together;
    private final FrameCutter cutter;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<int[]> dropped = new ArrayList<>();
    private final List<ByteBuf> reads = new ArrayList<>();
    private int step;
    private int looked;
    private int passed;
    private int forwarded;
    private boolean lost;
    private boolean finished;

    Player(byte[] script, boolean together) {
      this.script = script;
      this.together = together;
      this.cutter =
          new FrameCutter(new FrameScanner(TABLE), UnpooledByteBufAllocator.DEFAULT, this);
    }

    void play(byte[] stream) {
      for (int at = 0; at < stream.length; ) {
        int length = Math.min(stream.length - at, 1 + (next() & 0x3F));
        ByteBuf read = Unpooled.copiedBuffer(stream, at, length);
        reads.add(read);
        cutter.read(read);
        at += length;
        if ((next() & 1) == 0) {
          cutter.resume();
        }
        if ((next() & 7) == 0) {
          cutter.forwardLooked();
        }
      }
      cutter.finish(() -> finished = true);
      while (cutter.waiting()) {
        cutter.resume();
      }
      assertTrue(finished, "the end of the stream is passed on");
    }

    @Override
    public SessionHandler.Verdict look(int id, ByteBuf in, int index, int length) {
      assertTrue(!lost, "no frame is shown behind a loss");
      assertTrue(length > 0 && index >= in.readerIndex() && index + length <= in.writerIndex());
      int verdict = next() % 4;
      if (verdict == 0 && step < 4 * script.length) {
        return SessionHandler.Verdict.WAIT;
      }
      looked += length;
      if (verdict == 1) {
        dropped.add(new int[] {looked - length, looked});
        return SessionHandler.Verdict.DROP;
      }
      passed++;
      return SessionHandler.Verdict.PASS;
    }

    @Override
    public boolean joins(ByteBuf in, int run, int index, int length) {
      assertTrue(run < index && index + length <= in.writerIndex());
      return together;
    }

    @Override
    public void forward(ByteBuf bytes, int frames) {
      assertTrue(together || frames <= 1, "each frame on its own");
      out.writeBytes(ByteBufUtil.getBytes(bytes));
      forwarded += frames;
      bytes.release();
    }

    @Override
    public boolean lost(int id, ByteBuf in, int index) {
      assertTrue(!lost, "told once");
      lost = true;
      return true;
    }

    byte[] expected(byte[] stream) {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      int at = 0;
      for (int[] gap : dropped) {
        kept.write(stream, at, gap[0] - at);
        at = gap[1];
      }
      kept.write(stream, at, stream.length - at);
      return kept.toByteArray();
    }

    private int next() {
      return script[step++ % script.length] & 0xFF;
    }
  }
}
