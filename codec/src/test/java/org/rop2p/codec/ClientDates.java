package org.rop2p.codec;

import java.util.List;
import java.util.stream.Stream;

/** The dates of real clients: those at which any of our tables changes, and some more. */
public final class ClientDates {
  private ClientDates() {}

  /** All of them since 2010-01-05, and a few days newer than the tables. */
  public static List<PacketVersion> all() {
    return Stream.of(Branch.values()).flatMap(ClientDates::of).toList();
  }

  /** Those whose packet ids are known. */
  public static List<PacketVersion> supported() {
    return all().stream().filter(v -> Shuffle.of(v.branch()).supports(v.date())).toList();
  }

  private static Stream<PacketVersion> of(Branch branch) {
    Stream<Integer> lengths =
        TableFile.rows(PacketTable.class, "lengths-" + branch.label() + ".tsv").stream()
            .flatMap(row -> Stream.of(row[1].split(" ", -1)))
            .map(change -> Integer.parseInt(change, 0, change.indexOf(':'), 10))
            .filter(date -> date > 0);
    Stream<Integer> shuffles =
        TableFile.rows(Shuffle.class, "shuffle.tsv").stream()
            .skip(1)
            .filter(row -> TableFile.names(row[2], branch))
            .map(row -> Integer.valueOf(row[0]));
    Stream<Integer> unchanged = Stream.of(20110104, 20190109, 20210107, 20211105, 20211117);
    Stream<Integer> newer = Stream.of(20221006, 20230802, 20240502, 20250604);
    return Stream.of(lengths, shuffles, unchanged, newer)
        .flatMap(dates -> dates)
        .distinct()
        .sorted()
        .filter(date -> branch != Branch.ZERO || date >= 20171018)
        .map(date -> new PacketVersion(date, branch));
  }
}
