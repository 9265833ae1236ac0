package org.rop2p.bench.footprint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.bench.machine.ProcessMeter;
import org.rop2p.bench.world.Crowd;
import org.rop2p.bench.world.Habits;
import org.rop2p.bench.world.PlayProcess;
import org.rop2p.bench.world.Programs;
import org.rop2p.bench.world.Resident;
import org.rop2p.bench.world.Town;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.process.ChildProcess;

/**
 * Two proxies, as {@code scripts/play} starts them, each a process of its own and with a player who
 * is busy: one in the crowd, linked with all of it, and one in a town of his own with nobody to
 * link with.
 */
final class FootprintBench {
  private static final double MILLIS = 1_000;

  /**
   * What to do.
   *
   * @param links of the proxy that has some
   * @param settleSeconds of play before memory is read
   */
  record Plan(int links, double settleSeconds) {}

  private final Plan plan;
  private final Programs programs;
  private final Consumer<String> narrator;

  FootprintBench(Plan plan, Programs programs, Consumer<String> narrator) {
    this.plan = plan;
    this.programs = programs;
    this.narrator = narrator;
  }

  /**
   * Blocks until both are measured.
   *
   * @return without links, then with them
   * @throws IOException with a sentence for people, when something failed
   */
  List<Footprint> run() throws IOException, InterruptedException {
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    try {
      return List.of(among(0, clock), among(plan.links(), clock));
    } finally {
      clock.shutdownNow();
    }
  }

  private Footprint among(int players, ScheduledExecutorService clock)
      throws IOException, InterruptedException {
    Random random = new Random(players);
    List<Resident> residents = new ArrayList<>(List.of(Resident.near(Town.CENTRE)));
    for (int i = 0; i < players; i++) {
      residents.add(Resident.near(Habits.near(random)));
    }
    try (Town town = Town.open(programs, residents, "");
        PlayProcess proxy =
            PlayProcess.start("a measured proxy", programs.proxy(), town.playArguments())) {
      HeadlessClient client = town.logIn(0, proxy.login(), event -> {});
      town.awaitPlaying();
      if (players == 0) {
        return read(proxy, 0, play(proxy, client, clock));
      }
      ChildProcess crowd = Crowd.start(town, players);
      try {
        crowd.awaitReady(Crowd.START);
        proxy.awaitLinks(players, Crowd.START);
        crowd.tell("busy");
        double cpuMillis = play(proxy, client, clock);
        crowd.tell("stand");
        proxy.awaitLinks(players, Crowd.START); // on a busy machine some may have to come back
        return read(proxy, players, cpuMillis);
      } finally {
        crowd.close();
      }
    }
  }

  /** Lets him be busy for the settle time; CPU of his proxy, milliseconds a second. */
  private double play(PlayProcess proxy, HeadlessClient client, ScheduledExecutorService clock)
      throws IOException, InterruptedException {
    Habits own = new Habits(client, clock, 0);
    own.busy(true);
    ProcessMeter process = new ProcessMeter(proxy.process().pid());
    long begun = System.nanoTime();
    long cpu = process.cpuNanos();
    TimeUnit.MILLISECONDS.sleep((long) (plan.settleSeconds() * MILLIS));
    double used = (process.cpuNanos() - cpu) * MILLIS / (System.nanoTime() - begun);
    own.busy(false);
    return used;
  }

  private Footprint read(PlayProcess proxy, int links, double cpuMillis) throws IOException {
    Memory memory = Memory.of(proxy.process().pid());
    narrator.accept("%d links: %d MiB".formatted(links, FootprintReport.mib(memory.resident())));
    return new Footprint(links, memory, cpuMillis);
  }
}
