package org.rop2p.codec;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/** A branch's own length tables at all dates, as resource {@code lengths-BRANCH.tsv} has them. */
final class ClientLengths {
  /** What one id was from each date on, the oldest first. */
  private static final class Row {
    final int id;
    final int[] dates;
    final short[] lengths;

    Row(int id, int changes) {
      this.id = id;
      this.dates = new int[changes];
      this.lengths = new short[changes];
    }

    /** Row: id, then {@code FROM_DATE:LENGTH FROM_DATE:LENGTH …}. */
    static Row of(String[] columns) {
      String[] changes = columns[1].split(" ", -1);
      Row row = new Row(Integer.parseInt(columns[0], 16), changes.length);
      for (int i = 0; i < changes.length; i++) {
        int colon = changes[i].indexOf(':');
        row.dates[i] = Integer.parseInt(changes[i], 0, colon, 10);
        row.lengths[i] = Short.parseShort(changes[i].substring(colon + 1));
      }
      return row;
    }
  }

  /** Read once: a connection whose date is found asks on its event loop. */
  private static final ConcurrentMap<Branch, ClientLengths> READ = new ConcurrentHashMap<>();

  private final List<Row> rows;

  private ClientLengths(List<Row> rows) {
    this.rows = rows;
  }

  static ClientLengths of(Branch branch) {
    return READ.computeIfAbsent(branch, ClientLengths::read);
  }

  private static ClientLengths read(Branch branch) {
    String name = "lengths-" + branch.label() + ".tsv";
    return new ClientLengths(
        TableFile.rows(PacketTable.class, name).stream().map(Row::of).toList());
  }

  /** Enters into {@code lengths}, by id, what the client of {@code date} knows. */
  void fill(short[] lengths, int date) {
    for (Row row : rows) {
      for (int i = 0; i < row.dates.length && row.dates[i] <= date; i++) {
        lengths[row.id] = row.lengths[i];
      }
    }
  }

  /** The dates at which anything changes, in no order. */
  IntStream changes() {
    return rows.stream().flatMapToInt(row -> Arrays.stream(row.dates));
  }
}
