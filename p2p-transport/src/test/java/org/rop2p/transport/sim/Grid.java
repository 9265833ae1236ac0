package org.rop2p.transport.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rop2p.transport.LinkPath;

/** Every site with every site, in one weather, with the same help. */
public final class Grid {
  /** What the two may use besides STUN. */
  enum Help {
    NONE("STUN only", false, false),
    TURN("TURN", true, false),
    MAPPING("port mapping", false, true),
    BOTH("TURN and port mapping", true, true);

    private final String words;
    private final boolean turn;
    private final boolean mapping;

    Help(String words, boolean turn, boolean mapping) {
      this.words = words;
      this.turn = turn;
      this.mapping = mapping;
    }
  }

  /**
   * All runs of one pair.
   *
   * @param expected the path they should have; empty for none
   * @param share percent of the runs that must have it
   * @param times nanoseconds to the first path, of those that linked, in order
   * @param asExpected how many had the expected path in the end, or as expected none
   */
  private record Cell(
      Site left,
      Site right,
      Optional<LinkPath> expected,
      int share,
      List<Long> times,
      int asExpected) {
    String pair() {
      return left + " and " + right;
    }

    String summary() {
      if (times.isEmpty()) {
        return "-";
      }
      String path = expected.filter(LinkPath.RELAY::equals).isPresent() ? " relay" : "";
      if (share < ALL) {
        path = " probed " + asExpected;
      }
      return millis(times.size() / 2) + "/" + millis(times.size() - 1) + path;
    }

    long millis(int index) {
      return times.get(index) / SimNetwork.MILLI;
    }
  }

  private static final int ALL = 100;

  /** Percent of probed pairs. */
  private static final int PROBED = 95;

  private static final int PROBED_WITH_LOSS = 90;
  private static final int HEAVY_LOSS = 20;

  private final int lossPercent;
  private final Help help;
  private final int seeds;
  private final List<Cell> cells = new ArrayList<>();

  private Grid(int lossPercent, Help help, int seeds) {
    this.lossPercent = lossPercent;
    this.help = help;
    this.seeds = seeds;
  }

  static Grid of(int lossPercent, Help help, int seeds) {
    Grid grid = new Grid(lossPercent, help, seeds);
    Site.all().forEach(left -> Site.all().forEach(right -> grid.cells.add(grid.cell(left, right))));
    return grid;
  }

  /** A line for each pair that did not do what was expected as often as it must. */
  List<String> surprises() {
    List<String> lines = new ArrayList<>();
    cells.stream()
        .filter(cell -> seeds - cell.asExpected > mayMiss(cell))
        .map(
            cell ->
                "%s: %d of %d were not %s"
                    .formatted(
                        cell.pair(),
                        seeds - cell.asExpected,
                        seeds,
                        cell.expected.isEmpty() ? "without a link" : word(cell.expected)))
        .forEach(lines::add);
    List<Cell> probed = cells.stream().filter(cell -> cell.share < ALL).toList();
    int met = probed.stream().mapToInt(Cell::asExpected).sum();
    int runs = probed.size() * seeds;
    if (!probed.isEmpty() && met * ALL < runs * probed.get(0).share) {
      lines.add("probed pairs: %d of %d are direct".formatted(met, runs));
    }
    return lines;
  }

  /** Of few runs one may miss; all probed pairs together have their share. */
  private int mayMiss(Cell cell) {
    int some = seeds * (ALL - cell.share) / ALL;
    return cell.share == ALL ? 0 : Math.max(1, some);
  }

  String title() {
    return "%d %% loss, with %s, %d seeds, ms to the first path: p50/worst"
        .formatted(lossPercent, help.words, seeds);
  }

  String table() {
    StringBuilder table = new StringBuilder(title()).append('\n').append(column(""));
    Site.all().forEach(site -> table.append(column(site.name())));
    Site.all()
        .forEach(
            left -> {
              table.append('\n').append(column(left.name()));
              cells.stream()
                  .filter(cell -> cell.left.equals(left))
                  .forEach(cell -> table.append(column(cell.summary())));
            });
    return table.toString();
  }

  private Cell cell(Site left, Site right) {
    Optional<LinkPath> expected = expected(left, right);
    List<Long> times = new ArrayList<>();
    int asExpected = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Topology topology = Topology.of(seed).behind(left).and(right);
      if (help.turn) {
        topology.withTurn();
      }
      if (help.mapping) {
        topology.withPortMapping();
      }
      topology.network().weather().loss(lossPercent / 100.0).delay(10, 40);
      PairRun run = PairRun.of(topology, expected);
      run.linked().ifPresent(times::add);
      asExpected += run.path().equals(expected) ? 1 : 0;
    }
    Collections.sort(times);
    return new Cell(left, right, expected, share(left, right), times, asExpected);
  }

  /** How many percent of the runs must have the expected path. */
  private int share(Site left, Site right) {
    if (!isProbed(left, right)) {
      return ALL;
    }
    return lossPercent < HEAVY_LOSS ? PROBED : PROBED_WITH_LOSS;
  }

  /** Whether ordinary checks find no way, but one side's address is the same for everybody. */
  private boolean isProbed(Site left, Site right) {
    return isHopeless(left, right) && left.isSymmetric() != right.isSymmetric();
  }

  /** One seen elsewhere by each never meets one who lets in only whom he spoke to. */
  private boolean isHopeless(Site left, Site right) {
    boolean strict =
        (left.isSymmetric() && right.isStrict()) || (right.isSymmetric() && left.isStrict());
    return strict && !isOpen(left) && !isOpen(right);
  }

  private Optional<LinkPath> expected(Site left, Site right) {
    if (left.udpBlocked() || right.udpBlocked()) {
      return Optional.empty();
    }
    if (isHopeless(left, right) && !isProbed(left, right)) {
      return help.turn ? Optional.of(LinkPath.RELAY) : Optional.empty();
    }
    return Optional.of(LinkPath.DIRECT);
  }

  private boolean isOpen(Site site) {
    return help.mapping && site.nats().size() == 1;
  }

  private Stream<String> report() {
    return cells.stream()
        .map(
            cell ->
                ("{\"left\": \"%s\", \"right\": \"%s\", \"loss_percent\": %d, \"turn\": %b, \"port_mapping\": %b, \"runs\": %d,"
                        + " \"expected\": \"%s\", \"as_expected\": %d, \"linked\": %d%s}")
                    .formatted(
                        cell.left,
                        cell.right,
                        lossPercent,
                        help.turn,
                        help.mapping,
                        seeds,
                        word(cell.expected),
                        cell.asExpected,
                        cell.times.size(),
                        cell.times.isEmpty()
                            ? ""
                            : ", \"p50_ms\": %d, \"worst_ms\": %d"
                                .formatted(
                                    cell.millis(cell.times.size() / 2),
                                    cell.millis(cell.times.size() - 1))));
  }

  private static String word(Optional<LinkPath> path) {
    return path.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("none");
  }

  /**
   * Prints all grids; ends with 1 if a pair did not do what is expected of it.
   *
   * @param args number of seeds, and where to write a report in JSON, if anywhere
   */
  public static void main(String[] args) throws IOException {
    int seeds = Integer.parseInt(args[0]);
    List<String> pairs = new ArrayList<>();
    int surprises = 0;
    for (Help help : Help.values()) {
      for (int loss : new int[] {0, 5, 20}) {
        Grid grid = of(loss, help, seeds);
        System.out.println(grid.table() + "\n");
        grid.surprises().forEach(System.out::println);
        surprises += grid.surprises().size();
        grid.report().forEach(pairs::add);
      }
    }
    System.out.println(
        surprises == 0
            ? "Every pair did what is expected of it."
            : surprises + " pairs did not do what is expected of them.");
    if (args.length > 1) {
      Files.writeString(
          Path.of(args[1]), "{\"pairs\": [\n  " + String.join(",\n  ", pairs) + "\n]}\n");
    }
    System.exit(surprises == 0 ? 0 : 1);
  }

  private static String column(String text) {
    return String.format(Locale.ROOT, "%-21s", text);
  }
}
