package org.rop2p.bench.peers;

import java.io.IOException;
import java.time.Duration;
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
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.process.ChildProcess;

/**
 * One proxy, a process of its own, among crowds of different size: with links to all of them, and
 * as a relay without a coordinator.
 */
final class PeersBench {
  private static final Duration QUIT = Duration.ofSeconds(10);
  private static final double MIB = 1_024 * 1_024;
  private static final double MILLIS = 1_000;

  /**
   * What to do.
   *
   * @param crowds numbers of players
   * @param seconds of one window
   * @param warmUpSeconds of busy play before the first window of a proxy
   */
  record Plan(List<Integer> crowds, double seconds, double warmUpSeconds) {}

  private final Plan plan;
  private final Programs programs;
  private final Consumer<String> narrator;
  private final List<Window> windows = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);

  PeersBench(Plan plan, Programs programs, Consumer<String> narrator) {
    this.plan = plan;
    this.programs = programs;
    this.narrator = narrator;
  }

  /** What has been measured so far: of every crowd all or nothing. */
  List<Window> windows() {
    return List.copyOf(windows);
  }

  /**
   * Blocks until everything is measured.
   *
   * @throws IOException with a sentence for people, when something failed
   */
  void run() throws IOException, InterruptedException {
    try {
      for (int players : plan.crowds()) {
        windows.addAll(among(players));
      }
    } finally {
      clock.shutdownNow();
    }
  }

  private List<Window> among(int players) throws IOException, InterruptedException {
    Random random = new Random(players);
    List<Resident> residents = new ArrayList<>(List.of(Resident.near(Town.CENTRE)));
    for (int i = 0; i < players; i++) {
      residents.add(Resident.near(Habits.near(random)));
    }
    // All proxies start before the crowd, which is busy with itself while it links.
    try (Town town = Town.open(programs, residents, "");
        PlayProcess linked = start(town.playArguments());
        PlayProcess relay = start(town.relayArguments())) {
      ChildProcess crowd = Crowd.start(town, players);
      try {
        HeadlessClient client = town.logIn(0, linked.login(), event -> {});
        town.awaitPlaying();
        crowd.awaitReady(Crowd.START);
        linked.awaitLinks(players, Crowd.START);
        List<Window> measured = new ArrayList<>(measure(linked, client, crowd, players, true));
        linked.awaitLinks(players, Duration.ofSeconds(1)); // none was lost on the way
        client.quit();
        client.screen().await(ScreenEvent.Disconnected.class, event -> true, QUIT);
        HeadlessClient again = town.logIn(0, relay.login(), event -> {});
        town.awaitPlaying();
        measured.addAll(measure(relay, again, crowd, players, false));
        return measured;
      } finally {
        crowd.close();
      }
    }
  }

  private PlayProcess start(List<String> arguments) throws IOException, InterruptedException {
    return PlayProcess.start("a measured proxy", programs.proxy(MeteredPlay.class), arguments);
  }

  private List<Window> measure(
      PlayProcess proxy, HeadlessClient client, ChildProcess crowd, int players, boolean linked)
      throws IOException, InterruptedException {
    List<Window> measured = new ArrayList<>();
    Habits own = new Habits(client, clock, 0);
    busy(crowd, own, true);
    sleep(plan.warmUpSeconds());
    ProcessMeter process = new ProcessMeter(proxy.process().pid());
    for (boolean busy : new boolean[] {true, false}) {
      busy(crowd, own, busy);
      sleep(1);
      Meter before = Meter.read(proxy, process);
      sleep(plan.seconds());
      Usage usage = Meter.read(proxy, process).since(before);
      measured.add(new Window(players, linked, busy, usage, process.residentBytes() / MIB));
      narrator.accept(
          "%d players, %s, %s: %.1f ms of CPU a second"
              .formatted(
                  players,
                  linked ? "linked" : "relay only",
                  busy ? "busy" : "standing",
                  usage.cpuMillis()));
    }
    return measured;
  }

  private static void busy(ChildProcess crowd, Habits own, boolean busy) throws IOException {
    crowd.tell(busy ? "busy" : "stand");
    own.busy(busy);
  }

  private static void sleep(double seconds) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep((long) (seconds * MILLIS));
  }
}
