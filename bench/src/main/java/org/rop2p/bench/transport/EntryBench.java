package org.rop2p.bench.transport;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.rop2p.bench.world.Programs;
import org.rop2p.bench.world.Resident;
import org.rop2p.bench.world.Town;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;

/**
 * How long after a player's screen shows the map his proxy has its link to the one who stands
 * there. Both proxies are in this process; the coordinator is in another. Each time it is another
 * player: the coordinator lets no pair start over as often as this goes.
 */
final class EntryBench {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  /** A proxy tells its coordinator once a second at most whom it sees: by then it has. */
  private static final long PAUSE_MILLIS = 3_000;

  /** How exactly it is seen. */
  private static final long POLL_MICROS = 500;

  private EntryBench() {}

  /**
   * Blocks until it is measured.
   *
   * @param entries of newcomers, one after another; one more, before, does not count
   * @return nanoseconds of each
   * @throws IOException with a sentence for people, when something failed
   */
  static long[] measure(int entries, Programs programs) throws IOException, InterruptedException {
    List<Resident> all = new ArrayList<>();
    for (int i = 0; i <= 1 + entries; i++) {
      all.add(Resident.near(Town.CENTRE));
    }
    List<Long> measured = new ArrayList<>();
    try (Town town = Town.open(programs, all, "");
        RoProxy there = RoProxy.start(config(town));
        RoProxy newcomer = RoProxy.start(config(town))) {
      town.logIn(0, there.listenAddress(), event -> {});
      town.awaitPlaying();
      for (int i = 0; i <= entries; i++) {
        measured.add(enter(town, 1 + i, newcomer));
      }
    }
    return measured.stream().skip(1).mapToLong(Long::longValue).toArray();
  }

  private static long enter(Town town, int player, RoProxy newcomer)
      throws IOException, InterruptedException {
    AtomicLong shownAt = new AtomicLong();
    HeadlessClient client =
        town.logIn(
            player,
            newcomer.listenAddress(),
            event -> {
              if (event instanceof ScreenEvent.MapShown) {
                shownAt.compareAndSet(0, System.nanoTime());
              }
            });
    awaitLinks(newcomer, 1);
    long linkedAt = System.nanoTime();
    if (shownAt.get() == 0) {
      throw new IOException("a link came up before its player was on the map");
    }
    client.quit();
    awaitLinks(newcomer, 0);
    client.close();
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    return linkedAt - shownAt.get();
  }

  private static void awaitLinks(RoProxy proxy, int number)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (proxy.stats().links().size() != number) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(
            "a player who entered the map did not get to %d links".formatted(number));
      }
      TimeUnit.MICROSECONDS.sleep(POLL_MICROS);
    }
  }

  private static ProxyConfig config(Town town) {
    URI coordinator = town.coordinator();
    return ProxyConfig.defaults()
        .withServer(town.login())
        .withListen(Town.loopback(0))
        .withZones(List.of(Town.ZONE))
        .withCoordinator(coordinator)
        .withLoopbackCandidates(true);
  }
}
