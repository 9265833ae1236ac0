package org.rop2p.codec;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/**
 * Packet id to packet length for one client date, valid for login, char and map connections in both
 * directions. Immutable; one instance per date, built on first use.
 *
 * <p>Sources, later ones win: the client's own length table of that date ({@code lengths-main.tsv}
 * …), ids newer than all tables ({@code lengths-newer.tsv}), where rAthena differs ({@code
 * lengths-rathena.tsv}), the lengths of the packets whose ids move ({@code shuffle.tsv}). Some days
 * have several builds, of which the first table knows one; the last knows the one that is played.
 */
public final class PacketTable {
  /** {@link #length(int)} of an id this client date does not know. */
  public static final int UNKNOWN = 0;

  /** {@link #length(int)} of a packet whose u16 at offset 2 is its whole length. */
  public static final int VARIABLE = -1;

  private static final int IDS = 0x10000;
  static final int LAST_COMPLETE_TABLE = 20221005;

  /** A login and a char server's connections among themselves: no client sends these. */
  private static final int[] SERVER_LINKS = {0x2710, 0x2AF8};

  /** First and last ids of the ranges from which the builds of 2010-11 to 2018-03 draw theirs. */
  private static final int[][] SHUFFLE_POOL = {
    {0x0202, 0x0202}, {0x022D, 0x022D}, {0x023B, 0x023B}, {0x0281, 0x0281}, {0x02C4, 0x02C4},
    {0x035F, 0x0369}, {0x0436, 0x0438}, {0x07E4, 0x07E4}, {0x07EC, 0x07EC}, {0x0802, 0x0802},
    {0x0811, 0x0811}, {0x0815, 0x0815}, {0x0817, 0x0817}, {0x0819, 0x0819}, {0x0835, 0x0835},
    {0x0838, 0x0838}, {0x083C, 0x083C}, {0x085A, 0x08AD}, {0x0917, 0x096A}
  };

  private static final int UNUSED_SLOT_LENGTH = 2;

  private static final List<String[]> NEWER =
      TableFile.rows(PacketTable.class, "lengths-newer.tsv");

  private static final List<String[]> RATHENA =
      TableFile.rows(PacketTable.class, "lengths-rathena.tsv");

  private static final ConcurrentMap<PacketVersion, PacketTable> TABLES = new ConcurrentHashMap<>();

  private final short[] lengths;
  private final BitSet unusedSlots;

  private PacketTable(short[] lengths, BitSet unusedSlots) {
    this.lengths = lengths;
    this.unusedSlots = unusedSlots;
  }

  /**
   * The table of a client date: the newest row of each id that is not younger than the date. Any
   * date has a table, but where ids move and are not known ({@link Protocol#of} refuses such dates)
   * it tells nothing about those.
   */
  public static PacketTable of(PacketVersion version) {
    return TABLES.computeIfAbsent(version, PacketTable::load);
  }

  /**
   * The length in bytes of packet {@code id} (0..0xFFFF), {@link #VARIABLE} or {@link #UNKNOWN}.
   */
  public int length(int id) {
    return id < lengths.length ? lengths[id] : UNKNOWN;
  }

  /** Whether this client date knows {@code id} (0..0xFFFF). */
  public boolean knows(int id) {
    return length(id) != UNKNOWN;
  }

  /**
   * Whether the client's table lists {@code id} only to fill a slot of the shuffle, with a length
   * of two: no packet of this date has it. Where such an id turns up, the date or the keys are
   * wrong.
   */
  public boolean isUnusedSlot(int id) {
    return unusedSlots.get(id);
  }

  /** Every known id, ascending, unused slots included. */
  public IntStream ids() {
    return IntStream.range(0, lengths.length).filter(this::knows);
  }

  /** The tables of some dates of one branch, made together and not kept, in the order given. */
  public static List<PacketTable> of(Branch branch, List<Integer> dates) {
    ClientLengths client = ClientLengths.of(branch);
    return dates.stream().map(date -> load(new PacketVersion(date, branch), client)).toList();
  }

  private static PacketTable load(PacketVersion version) {
    return load(version, ClientLengths.of(version.branch()));
  }

  private static PacketTable load(PacketVersion version, ClientLengths client) {
    short[] lengths = new short[IDS];
    client.fill(lengths, version.date());
    if (version.date() > LAST_COMPLETE_TABLE) {
      fillNewer(lengths);
    }
    adaptToRathena(lengths, version.date());
    BitSet unusedSlots = slotsOfLengthTwo(lengths);
    Shuffle.of(version.branch())
        .forEach(
            version.date(),
            (name, id) -> {
              lengths[id] = (short) ShuffledLayout.of(name, version).length();
              unusedSlots.clear(id);
            });
    for (int id : SERVER_LINKS) {
      if (lengths[id] != UNKNOWN) {
        throw new IllegalStateException("a table of client packets lists %04X".formatted(id));
      }
    }
    int used = IDS;
    while (used > 0 && lengths[used - 1] == UNKNOWN) {
      used--;
    }
    return new PacketTable(Arrays.copyOf(lengths, used), unusedSlots);
  }

  private static BitSet slotsOfLengthTwo(short[] lengths) {
    BitSet slots = new BitSet();
    for (int[] range : SHUFFLE_POOL) {
      for (int id = range[0]; id <= range[1]; id++) {
        slots.set(id, lengths[id] == UNUSED_SLOT_LENGTH);
      }
    }
    return slots;
  }

  /** Row: id, length. */
  private static void fillNewer(short[] lengths) {
    for (String[] row : NEWER) {
      int id = Integer.parseInt(row[0], 16);
      if (lengths[id] == UNKNOWN) {
        lengths[id] = Short.parseShort(row[1]);
      }
    }
  }

  /** Row: id, first date, last date, length, {@code replace} or {@code fallback}, reason. */
  private static void adaptToRathena(short[] lengths, int date) {
    for (String[] row : RATHENA) {
      int id = Integer.parseInt(row[0], 16);
      boolean concerned = Integer.parseInt(row[1]) <= date && date <= Integer.parseInt(row[2]);
      boolean replaces =
          switch (row[4]) {
            case "replace" -> true;
            case "fallback" -> lengths[id] == UNKNOWN;
            default -> throw new IllegalStateException("lengths-rathena.tsv says " + row[4]);
          };
      if (concerned && replaces) {
        lengths[id] = Short.parseShort(row[3]);
      }
    }
  }
}
