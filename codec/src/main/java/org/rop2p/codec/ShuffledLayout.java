package org.rop2p.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Length and field offsets of a client packet whose id moves from build to build. Immutable.
 *
 * @param length bytes, or {@link PacketTable#VARIABLE}
 */
public record ShuffledLayout(int length, List<Integer> offsets) {
  private record Line(int from, Branch branch, ShuffledLayout layout) {}

  private static final Map<String, List<Line>> LINES = read();

  /** Where the packet's {@code n}-th field begins, in the order of the packet. */
  public int offset(int n) {
    return offsets.get(n);
  }

  /** The layout of {@code name} at a client date. */
  static ShuffledLayout of(String name, PacketVersion version) {
    ShuffledLayout newest = null;
    for (Line line : LINES.getOrDefault(name, List.of())) {
      if (line.branch == version.branch() && line.from <= version.date()) {
        newest = line.layout;
      }
    }
    if (newest == null) {
      throw new IllegalStateException("%s has no layout at %s".formatted(name, version));
    }
    return newest;
  }

  /** The dates at which a layout of a branch changes, in no order. */
  static IntStream changes(Branch branch) {
    return LINES.values().stream()
        .flatMap(List::stream)
        .filter(line -> line.branch == branch)
        .mapToInt(Line::from);
  }

  /** Row: name, first date, branches, length, offsets; of one name the oldest first. */
  private static Map<String, List<Line>> read() {
    Map<String, List<Line>> lines = new HashMap<>();
    List<String[]> rows = TableFile.rows(ShuffledLayout.class, "shuffled-layouts.tsv");
    for (String[] row : rows.subList(1, rows.size())) {
      List<Integer> offsets =
          row.length < 5 || row[4].isEmpty()
              ? List.of()
              : Arrays.stream(row[4].split(",", -1)).map(Integer::valueOf).toList();
      ShuffledLayout layout = new ShuffledLayout(Integer.parseInt(row[3]), offsets);
      for (String branch : row[2].split(",", -1)) {
        lines
            .computeIfAbsent(row[0], name -> new ArrayList<>())
            .add(new Line(Integer.parseInt(row[1]), Branch.ofLabel(branch), layout));
      }
    }
    return Map.copyOf(lines);
  }
}
