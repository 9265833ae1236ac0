package org.rop2p.codec;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ids of the client packets that move from build to build, of one branch at all dates. From
 * 2010-11 to 2018-03 nearly each build has its own; a date between two builds has none.
 *
 * <p>Source: resource {@code shuffle.tsv}. Immutable.
 */
final class Shuffle {
  private enum Kind {
    /** Valid until the next row. */
    FROM,
    /** Valid at this date only. */
    EXACT,
    /** Nothing is known until the next row. */
    UNSUPPORTED
  }

  private record Row(int date, Kind kind, Map<String, Integer> ids) {}

  private static final int FIRST_ID_COLUMN = 3;
  private static final String NONE = "-";
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Map<Branch, Shuffle> BRANCHES = read();

  private final Branch branch;
  private final List<Row> rows;

  private Shuffle(Branch branch, List<Row> rows) {
    this.branch = branch;
    this.rows = rows;
  }

  static Shuffle of(Branch branch) {
    return BRANCHES.get(branch);
  }

  /** Whether the ids of this date are known. */
  boolean supports(int date) {
    return at(date) != null;
  }

  /** Shows each packet name and its id at {@code date}; nothing when the date is not supported. */
  void forEach(int date, BiConsumer<String, Integer> action) {
    Row row = at(date);
    if (row != null) {
      row.ids.forEach(action);
    }
  }

  /** The dates from which other ids, or none, are known, in no order. */
  IntStream changes() {
    return rows.stream()
        .flatMapToInt(
            row ->
                row.kind == Kind.EXACT
                    ? IntStream.of(row.date, dayAfter(row.date))
                    : IntStream.of(row.date));
  }

  /** The id of a packet at a supported date, empty when that client has no such packet. */
  OptionalInt id(String name, int date) {
    Integer id = at(date).ids.get(name);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** One sentence for people: what is wrong with a date that is not supported, what is near. */
  String refusal(int date) {
    String near =
        Stream.of(before(date), after(date))
            .flatMapToInt(OptionalInt::stream)
            .mapToObj(d -> d + ":" + branch.label())
            .collect(Collectors.joining(" and "));
    String elsewhere =
        Arrays.stream(Branch.values())
            .filter(other -> other != branch && of(other).supports(date))
            .map(other -> date + ":" + other.label())
            .collect(Collectors.joining(" and "));
    return "client date %d:%s is not supported, as its packet ids are not known; nearest: %s%s"
        .formatted(
            date, branch.label(), near, elsewhere.isEmpty() ? "" : ", or perhaps " + elsewhere);
  }

  private Row at(int date) {
    int index = indexAt(date);
    if (index < 0) {
      return null;
    }
    Row row = rows.get(index);
    return switch (row.kind) {
      case FROM -> row;
      case EXACT -> row.date == date ? row : null;
      case UNSUPPORTED -> null;
    };
  }

  /** The newest row that is not younger than {@code date}, or -1. */
  private int indexAt(int date) {
    int index = rows.size() - 1;
    while (index >= 0 && rows.get(index).date > date) {
      index--;
    }
    return index;
  }

  private OptionalInt before(int date) {
    for (int i = indexAt(date); i >= 0; i--) {
      switch (rows.get(i).kind) {
        case EXACT -> {
          return OptionalInt.of(rows.get(i).date);
        }
        case FROM -> {
          return OptionalInt.of(dayBefore(rows.get(i + 1).date));
        }
        case UNSUPPORTED -> {
          // nothing here, look further back
        }
      }
    }
    return OptionalInt.empty();
  }

  private OptionalInt after(int date) {
    return rows.stream()
        .filter(row -> row.date > date && row.kind != Kind.UNSUPPORTED)
        .mapToInt(Row::date)
        .findFirst();
  }

  private static int dayBefore(int date) {
    return shifted(date, -1);
  }

  private static int dayAfter(int date) {
    return shifted(date, 1);
  }

  private static int shifted(int date, int days) {
    LocalDate day = LocalDate.parse(Integer.toString(date), DATE);
    return Integer.parseInt(day.plusDays(days).format(DATE));
  }

  /** Heading, then rows: date, kind, branches, one id a column; sorted by date. */
  private static Map<Branch, Shuffle> read() {
    Map<Branch, List<Row>> rows = new EnumMap<>(Branch.class);
    for (Branch branch : Branch.values()) {
      rows.put(branch, new ArrayList<>());
    }
    List<String[]> lines = TableFile.rows(Shuffle.class, "shuffle.tsv");
    String[] heading = lines.get(0);
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, Integer> ids = new LinkedHashMap<>();
      for (int column = FIRST_ID_COLUMN; column < line.length; column++) {
        if (!line[column].equals(NONE)) {
          ids.put(heading[column], Integer.parseInt(line[column], 16));
        }
      }
      Kind kind = Kind.valueOf(line[1].toUpperCase(Locale.ROOT));
      Row row = new Row(Integer.parseInt(line[0]), kind, ids);
      for (String branch : line[2].split(",", -1)) {
        rows.get(Branch.ofLabel(branch)).add(row);
      }
    }
    Map<Branch, Shuffle> branches = new EnumMap<>(Branch.class);
    rows.forEach((branch, own) -> branches.put(branch, new Shuffle(branch, List.copyOf(own))));
    return branches;
  }
}
