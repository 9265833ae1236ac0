package org.rop2p.proxy.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** How the bytes of a recording are cut into writes. */
public enum CutMode {
  /** As they arrived when they were recorded. */
  RECORDED,
  /** One byte a write. */
  BYTES,
  /** Everything up to the next chunk of the other side in one write. */
  COALESCED,
  /** Everything up to the next chunk of the other side, cut anywhere. */
  RANDOM;

  /** Pieces are at most two to this power minus one bytes long, small ones as likely as large. */
  private static final int PIECE_BITS = 12;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether chunks of one side that follow each other are joined before they are cut. */
  boolean joins() {
    return this == COALESCED || this == RANDOM;
  }

  /** The lengths of the pieces of {@code length} bytes. */
  List<Integer> cut(int length, RandomGenerator random) {
    List<Integer> pieces = new ArrayList<>();
    for (int left = length; left > 0; left -= pieces.get(pieces.size() - 1)) {
      pieces.add(
          switch (this) {
            case RECORDED, COALESCED -> left;
            case BYTES -> 1;
            case RANDOM -> 1 + random.nextInt(Math.min(left, 1 << random.nextInt(PIECE_BITS)));
          });
    }
    return pieces;
  }
}
