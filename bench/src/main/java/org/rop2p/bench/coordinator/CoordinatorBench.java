package org.rop2p.bench.coordinator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.bench.world.Programs;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.link.UdpEndpoint;

/** The coordinator in processes of its own, this process being all its players. */
final class CoordinatorBench {
  /** What is left of arriving settles. */
  private static final int SETTLE_SECONDS = 5;

  private final Plan plan;
  private final Programs programs;
  private final Consumer<String> progress;
  private final List<Measured> measured = new ArrayList<>();

  CoordinatorBench(Plan plan, Programs programs, Consumer<String> progress) {
    this.plan = plan;
    this.programs = programs;
    this.progress = progress;
  }

  List<Measured> measured() {
    return measured;
  }

  void run(List<Arrangement> arrangements) throws IOException, InterruptedException {
    try (PeerEndpoint endpoint = UdpEndpoint.open(EndpointConfig.defaults())) {
      PlayerKey key = PlayerKey.of(endpoint.certificate(), endpoint::sign);
      for (Arrangement arrangement : arrangements) {
        progress.accept(arrangement + ": " + plan.sockets() + " players come ...");
        measure(arrangement, key);
      }
    }
  }

  private void measure(Arrangement arrangement, PlayerKey key)
      throws IOException, InterruptedException {
    try (Nodes nodes = Nodes.start(arrangement, programs);
        Load load = new Load(plan, nodes.restApis())) {
      TimeUnit.SECONDS.sleep(1);
      long before = nodes.residentBytes();
      long start = System.nanoTime();
      load.arrive(key);
      double setUp = (System.nanoTime() - start) / 1e9;
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      long after = nodes.residentBytes();
      progress.accept(arrangement + ": they play ...");
      long cpu = nodes.cpuNanos();
      long playing = System.nanoTime();
      load.play();
      double share = (double) (nodes.cpuNanos() - cpu) / (System.nanoTime() - playing);
      load.reasons()
          .forEach((why, count) -> progress.accept("refused " + count + " times: " + why));
      measured.add(
          new Measured(
              arrangement,
              plan.sockets(),
              setUp,
              before,
              after,
              share,
              load.sights().percentiles(),
              load.sights().count(),
              load.offers().percentiles(),
              load.offers().count(),
              load.joins().percentiles(),
              load.joins().count(),
              load.refusals(),
              load.lostSockets()));
    }
  }
}
