package org.rop2p.testbed.natlab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results as a table in Markdown, which a terminal shows well, too. */
final class GridTable {
  /** Marks a pair that did not do what is expected. */
  private static final String WRONG = " !";

  private GridTable() {}

  /** Without a relay. Kinds that no pair has on a side get no row or column there. */
  static String alone(List<PairResult> results) {
    return of(results, result -> Optional.of(result.alone()));
  }

  /** With TURN; the pairs that were tried with it. */
  static String withTurn(List<PairResult> results) {
    return of(
        results.stream().filter(result -> result.turn().isPresent()).toList(), PairResult::turn);
  }

  private static String of(
      List<PairResult> results, Function<PairResult, Optional<Attempt>> attempt) {
    List<Kind> rows =
        results.stream().map(result -> result.pair().left()).distinct().sorted().toList();
    List<Kind> columns =
        results.stream().map(result -> result.pair().right()).distinct().sorted().toList();
    List<List<String>> cells = new ArrayList<>();
    cells.add(new ArrayList<>(List.of("")));
    columns.forEach(column -> cells.get(0).add(column.label()));
    for (Kind left : rows) {
      List<String> row = new ArrayList<>(List.of(left.label()));
      columns.forEach(right -> row.add(cell(results, new Pair(left, right), attempt)));
      cells.add(row);
    }
    return layOut(cells);
  }

  private static String cell(
      List<PairResult> results, Pair pair, Function<PairResult, Optional<Attempt>> attempt) {
    return results.stream()
        .filter(result -> result.pair().equals(pair))
        .map(attempt)
        .flatMap(Optional::stream)
        .map(GridTable::words)
        .collect(Collectors.joining());
  }

  static String words(Attempt attempt) {
    StringBuilder words = new StringBuilder(attempt.path().label());
    attempt.setupMillis().ifPresent(millis -> words.append(' ').append(millis).append(" ms"));
    if (attempt.lost() > 0) {
      words.append(", ").append(attempt.lost()).append(" lost");
    }
    if (attempt.doubled() > 0) {
      words.append(", ").append(attempt.doubled()).append(" doubled");
    }
    return words.append(attempt.ok() ? "" : WRONG).toString();
  }

  private static String layOut(List<List<String>> cells) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < cells.get(0).size(); column++) {
      int at = column;
      widths.add(Collections.max(cells.stream().map(row -> row.get(at).length()).toList()));
    }
    StringBuilder table = new StringBuilder();
    for (int row = 0; row < cells.size(); row++) {
      for (int column = 0; column < widths.size(); column++) {
        String cell = cells.get(row).get(column);
        table.append("| ").append(cell).append(" ".repeat(widths.get(column) - cell.length() + 1));
      }
      table.append("|\n");
      if (row == 0) {
        widths.forEach(width -> table.append('|').append("-".repeat(width + 2)));
        table.append("|\n");
      }
    }
    return table.toString();
  }
}
