package org.rop2p.codec;

/**
 * Size and field offsets of a character in the character list, of one era. Immutable.
 *
 * @param map offset of the map name, or {@link #NO_MAP}
 * @param listHeader bytes before the first record of HC_ACCEPT_ENTER
 */
public record CharacterLayout(int size, int name, int slot, int map, int listHeader) {
  /** {@link #map()} of records without a map name. */
  public static final int NO_MAP = -1;

  private static final int HEADER = 27;
  private static final int HEADER_BEFORE_20100413 = 24;

  /** RE since 20211103, main since 20220330. */
  public static final CharacterLayout SIZE_175 = new CharacterLayout(175, 108, 138, 142, HEADER);

  /** rAthena's record of a client date. */
  public static CharacterLayout of(PacketVersion version) {
    int date = version.date();
    if (version.since(20220330, 20211103, Integer.MAX_VALUE)) {
      return SIZE_175;
    } else if (date >= 20170830) {
      return new CharacterLayout(155, 88, 118, 122, HEADER);
    } else if (date >= 20141022) {
      return new CharacterLayout(147, 80, 110, 114, HEADER);
    } else if (date >= 20111025) {
      return old(144);
    } else if (date >= 20110928) {
      return old(140);
    } else if (date >= 20110111) {
      return old(136);
    } else if (date >= 20100803) {
      return old(132);
    } else if (date >= 20100720 && date <= 20100727) {
      return old(128);
    }
    return new CharacterLayout(
        112, 78, 108, NO_MAP, date < 20100413 ? HEADER_BEFORE_20100413 : HEADER);
  }

  private static CharacterLayout old(int size) {
    return new CharacterLayout(size, 78, 108, 112, HEADER);
  }
}
