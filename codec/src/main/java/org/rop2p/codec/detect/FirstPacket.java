package org.rop2p.codec.detect;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;

/** The first packet to a map server, which comes alone and whose length differs by date. */
final class FirstPacket {
  private static final short[] NONE_IS_PLAIN = {};

  private FirstPacket() {}

  /**
   * Whether the bytes are whole packets by some of the dates and end within one by others. The
   * bytes are only looked at.
   */
  static boolean mayBeTorn(ByteBuf first, Candidates possible) {
    StreamFit fit = new StreamFit(KnownDates.all(), NONE_IS_PLAIN, 0, new Anything());
    fit.read(first);
    BitSet whole = fit.atFrameEnd();
    BitSet torn = (BitSet) fit.fitting().clone();
    torn.andNot(whole);
    return whole.intersects(possible.bits()) && torn.intersects(possible.bits());
  }

  private static final class Anything implements StreamFit.Observer {
    @Override
    public BitSet frame(int id, int length, BitSet candidates, boolean sole) {
      return candidates;
    }

    @Override
    public void left(int id) {
      // Those that remain are asked for at the end.
    }
  }
}
