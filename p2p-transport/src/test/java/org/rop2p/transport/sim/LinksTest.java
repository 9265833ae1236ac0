package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probing.ProbeSettings;

/** Which two sites link how, and how soon; always the same seeds, so the same tables. */
final class LinksTest {
  private static final int SEEDS = 10;

  @ParameterizedTest
  @EnumSource
  void everySiteWithEverySite(Grid.Help help) {
    for (int lossPercent : new int[] {0, 5, 20}) {
      Grid grid = Grid.of(lossPercent, help, SEEDS);
      System.out.println(grid.table());
      assertEquals(List.of(), grid.surprises(), grid.title());
    }
  }

  /** Some carriers let a subscriber have so few sessions that only 64 sockets are opened. */
  @ParameterizedTest(name = "{0} % loss")
  @CsvSource({"0, 55", "20, 50"})
  void withSixtyFourSocketsBehindACarrierMoreThanHalfMeet(int lossPercent, int atLeast) {
    ProbeSettings probing = PairRun.probing(ProbeLimits.defaults().withCarrierSockets(64));
    int met = 0;
    for (int seed = 1; seed <= 100; seed++) {
      Topology topology =
          Topology.of(seed).behind(Site.PORT_RESTRICTED).andInACarriersNetwork(NatKind.SYMMETRIC);
      topology.network().weather().loss(lossPercent / 100.0).delay(10, 40);
      PairRun run = PairRun.of(topology, Optional.of(LinkPath.DIRECT), probing);
      met += run.path().equals(Optional.of(LinkPath.DIRECT)) ? 1 : 0;
    }
    System.out.printf("64 sockets behind a carrier, %d %% loss: %d of 100%n", lossPercent, met);
    assertTrue(met >= atLeast, met + " of 100");
  }

  @Test
  void twoOnOneLanThatDoesNotHairpinLinkInside() {
    Topology topology = Topology.of(1).behind(Site.SYMMETRIC).andOnTheSameLan().withTurn();
    PairRun.Agents agents = PairRun.Agents.introduced(topology);
    assertTrue(
        topology
            .network()
            .runUntil(
                () -> agents.left().selected().isPresent() && agents.right().selected().isPresent(),
                SimNetwork.SECOND));
    assertEquals(
        List.of(Addresses.address("192.168.1.3", PairRun.PORT)), agents.left().selections());
    assertEquals(
        List.of(Addresses.address("192.168.1.2", PairRun.PORT)), agents.right().selections());
  }

  @Test
  void theSameSeedLinksInTheSameWay() {
    List<List<SimEvent>> traces = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      List<SimEvent> trace = new ArrayList<>();
      Topology topology =
          Topology.of(seed).behind(Site.PORT_RESTRICTED).and(Site.CARRIER_CONE).withTurn();
      topology.network().observe(trace::add);
      topology.network().weather().loss(0.2).duplication(0.1).delay(5, 120);
      PairRun.of(topology, Optional.of(LinkPath.DIRECT));
      traces.add(trace);
    }
    assertEquals(traces.get(0), traces.get(1));
    assertNotEquals(traces.get(0), traces.get(2));
  }
}
