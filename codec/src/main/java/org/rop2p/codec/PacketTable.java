package org.rop2p.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Packet id to packet length for one client date, valid for login, char and map connections in both
 * directions. Immutable; one instance per date, built on first use.
 *
 * <p>Source: the client's own length table of that date (resources {@code lengths-*.tsv}).
 */
public final class PacketTable {
  /** {@link #length(int)} of an id this client date does not know. */
  public static final int UNKNOWN = 0;

  /** {@link #length(int)} of a packet whose u16 at offset 2 is its whole length. */
  public static final int VARIABLE = -1;

  private static final int IDS = 0x10000;
  private static final ConcurrentMap<PacketVersion, PacketTable> TABLES = new ConcurrentHashMap<>();

  private final short[] lengths;

  private PacketTable(short[] lengths) {
    this.lengths = lengths;
  }

  /** The table of a client date: the newest row of each id that is not younger than the date. */
  public static PacketTable of(PacketVersion version) {
    return TABLES.computeIfAbsent(version, PacketTable::load);
  }

  /**
   * The length in bytes of packet {@code id} (0..0xFFFF), {@link #VARIABLE} or {@link #UNKNOWN}.
   */
  public int length(int id) {
    return lengths[id];
  }

  private static PacketTable load(PacketVersion version) {
    String name = "lengths-" + version.branch().label() + ".tsv";
    short[] lengths = new short[IDS];
    try (InputStream in = PacketTable.class.getResourceAsStream(name);
        BufferedReader rows =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      rows.lines()
          .filter(row -> !row.startsWith("#"))
          .forEach(row -> fill(lengths, row, version.date()));
    } catch (IOException e) {
      throw new UncheckedIOException("packet table " + name + " cannot be read", e);
    }
    return new PacketTable(lengths);
  }

  /** Row: {@code ID<TAB>FROM_DATE:LENGTH FROM_DATE:LENGTH …}, oldest first. */
  private static void fill(short[] lengths, String row, int date) {
    int tab = row.indexOf('\t');
    int id = Integer.parseInt(row, 0, tab, 16);
    for (String change : row.substring(tab + 1).split(" ", -1)) {
      int colon = change.indexOf(':');
      if (Integer.parseInt(change, 0, colon, 10) > date) {
        return;
      }
      lengths[id] = Short.parseShort(change.substring(colon + 1));
    }
  }
}
