package org.rop2p.bench.flood;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.rop2p.bench.stats.Percentiles;
import org.rop2p.bench.world.PlayProcess;
import org.rop2p.bench.world.Programs;
import org.rop2p.bench.world.Resident;
import org.rop2p.bench.world.Town;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.process.ChildProcess;

/**
 * Victim and bystander, a proxy process each, and a process of hostile peers that floods neither,
 * the one or the other, by turns.
 */
final class FloodBench {
  private static final int VICTIM = 0;
  private static final int BYSTANDER = 1;
  private static final int FIRST_ATTACKER = 2;
  private static final Pattern READY = Pattern.compile(HostilePeers.READY + "(\\d+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final double MICRO = TimeUnit.MICROSECONDS.toNanos(1);

  /** Compiles the way of the questions. */
  private static final int WARM_UP_PER_SECOND = 1_000;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What to do.
   *
   * @param rates envelopes a second, a series each
   * @param seconds of one run
   * @param warmUpSeconds of each way a run goes
   * @param settleSeconds from the first envelope to the first question of a run
   * @param attackers hostile proxies at a time
   * @param questions of the measured player, a second
   */
  record Plan(
      List<Integer> rates,
      int pairs,
      double seconds,
      double warmUpSeconds,
      double settleSeconds,
      int attackers,
      int questions) {}

  private final Plan plan;
  private final Programs programs;
  private final Consumer<String> narrator;
  private final Probe probe = new Probe();
  private Town town;
  private PlayProcess victim;
  private PlayProcess bystander;
  private ChildProcess hostile;
  private HeadlessClient player;

  FloodBench(Plan plan, Programs programs, Consumer<String> narrator) {
    this.plan = plan;
    this.programs = programs;
    this.narrator = narrator;
  }

  /**
   * Blocks until everything is measured.
   *
   * @return the runs of each rate
   * @throws IOException with a sentence for people, when something failed or was not answered
   */
  Map<Integer, List<FloodRun>> run() throws IOException, InterruptedException {
    Map<Integer, List<FloodRun>> all = new TreeMap<>();
    try {
      open();
      for (int rate : plan.rates()) {
        all.put(rate, series(rate));
      }
    } finally {
      close();
    }
    return all;
  }

  private void open() throws IOException, InterruptedException {
    List<Resident> residents = new ArrayList<>();
    residents.add(Resident.near(Town.CENTRE));
    residents.add(Resident.near(new Cell(Town.CENTRE.x() - 1, Town.CENTRE.y())));
    for (int i = 0; i < plan.attackers(); i++) {
      residents.add(Resident.near(new Cell(Town.CENTRE.x() + 1, Town.CENTRE.y())));
    }
    town = Town.open(programs, residents, "");
    victim = PlayProcess.start("the victim's proxy", programs.proxy(), town.playArguments());
    bystander = PlayProcess.start("the bystander's proxy", programs.proxy(), town.playArguments());
    List<String> arguments = new ArrayList<>(List.of(town.coordinator().toString()));
    for (int i = FIRST_ATTACKER; i < residents.size(); i++) {
      town.logIn(i, town.login(), event -> {});
      arguments.add(Integer.toString(town.account(i)));
    }
    player = town.logIn(VICTIM, victim.login(), probe::shows);
    town.logIn(BYSTANDER, bystander.login(), event -> {});
    town.awaitPlaying();
    victim.awaitLinks(1, START);
    hostile =
        ChildProcess.start(
            "the hostile peers",
            READY,
            Programs.own(HostilePeers.class, "-Xmx512m", "-XX:+UseSerialGC").command(arguments));
    hostile.awaitReady(START);
    narrator.accept(
        "%d hostile proxies beside victim and bystander; warming up".formatted(plan.attackers()));
    probe.ask(player, WARM_UP_PER_SECOND, plan.warmUpSeconds());
    for (Aim aim : List.of(Aim.BYSTANDER, Aim.VICTIM)) {
      run(aim, Collections.max(plan.rates()), 0, plan.warmUpSeconds());
    }
  }

  private List<FloodRun> series(int rate) throws IOException, InterruptedException {
    List<FloodRun> runs = new ArrayList<>();
    for (int pair = 0; pair < plan.pairs(); pair++) {
      List<Aim> order = new ArrayList<>(List.of(Aim.values()));
      if (pair % 2 == 1) {
        Collections.reverse(order);
      }
      StringBuilder line = new StringBuilder("%d a second, pair %d:".formatted(rate, pair + 1));
      for (Aim aim : order) {
        FloodRun run = run(aim, rate, pair, plan.seconds());
        runs.add(run);
        line.append("  %s %.0f/%.0f us".formatted(aim.label(), run.p50Micros(), run.p99Micros()));
      }
      narrator.accept(line.append("  (p50/p99)").toString());
    }
    return runs;
  }

  private FloodRun run(Aim aim, int rate, int pair, double seconds)
      throws IOException, InterruptedException {
    PlayProcess flooded = aim == Aim.BYSTANDER ? bystander : victim;
    JsonNode before = flooded.stats();
    if (aim != Aim.NOBODY) {
      int target = town.account(aim == Aim.VICTIM ? VICTIM : BYSTANDER);
      hostile.tell("aim " + target + " " + rate);
      if (!hostile.awaitLine(HostilePeers.BEGUN, START)) {
        throw new IOException("no hostile peer could link: " + hostile.output());
      }
    }
    TimeUnit.MILLISECONDS.sleep((long) (plan.settleSeconds() * 1_000));
    Percentiles latency = Percentiles.of(probe.ask(player, plan.questions(), seconds));
    JsonNode flood = aim == Aim.NOBODY ? MissingNode.getInstance() : hold();
    return new FloodRun(
        aim,
        pair,
        latency.at(0.5) / MICRO,
        latency.at(0.99) / MICRO,
        latency.at(0.999) / MICRO,
        flood,
        more(before.path("rejects"), flooded.stats().path("rejects")));
  }

  private JsonNode hold() throws IOException, InterruptedException {
    hostile.tell("hold");
    if (!hostile.awaitLine(HostilePeers.ANSWER, START)) {
      throw new IOException("the hostile peers do not answer: " + hostile.output());
    }
    List<String> said = hostile.output();
    for (int i = said.size() - 1; i >= 0; i--) {
      if (said.get(i).startsWith(HostilePeers.ANSWER)) {
        return JSON.readTree(said.get(i).substring(HostilePeers.ANSWER.length()));
      }
    }
    throw new IOException("the hostile peers do not say what they did");
  }

  /** By how much each counter has grown; those that have not are left out. */
  static Map<String, Long> more(JsonNode before, JsonNode after) {
    Map<String, Long> grown = new TreeMap<>();
    after
        .properties()
        .forEach(
            counter -> {
              long by = counter.getValue().asLong() - before.path(counter.getKey()).asLong();
              if (by != 0) {
                grown.put(counter.getKey(), by);
              }
            });
    return grown;
  }

  private void close() throws IOException {
    if (hostile != null) {
      hostile.close();
    }
    for (PlayProcess proxy : new PlayProcess[] {victim, bystander}) {
      if (proxy != null) {
        proxy.close();
      }
    }
    if (town != null) {
      town.close();
    }
  }
}
