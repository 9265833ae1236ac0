package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.sim.SimNetwork;
import org.rop2p.transport.sim.Site;
import org.rop2p.transport.sim.Topology;

/** Two links' sides lose their path at the same time; always the same seeds, so the same runs. */
final class RestartStoriesTest {
  private static final int SEEDS = 20;

  static Stream<Arguments> pairs() {
    List<Site> sites =
        List.of(Site.FULL_CONE, Site.ADDRESS_RESTRICTED, Site.PORT_RESTRICTED, Site.CARRIER_CONE);
    List<Arguments> all = new ArrayList<>();
    for (Site l : sites)
      for (Site r : sites) for (int loss : new int[] {0, 20}) all.add(Arguments.of(l, r, loss));
    return all.stream();
  }

  record Pair(Topology topology, LinkOnHost left, LinkOnHost right) {
    SimNetwork network() {
      return topology.network();
    }

    boolean up() {
      return left.isUp() && right.isUp();
    }

    boolean down() {
      return left.isDown() || right.isDown();
    }
  }

  static Pair pair(long seed, Site l, Site r, boolean restarts) {
    Topology t = Topology.of(seed).behind(l).and(r);
    t.network().weather().delay(10, 40);
    LinkOnHost left = new LinkOnHost(t.left(), 5000, IceRole.CONTROLLING, t.stunServers());
    LinkOnHost right = new LinkOnHost(t.right(), 5000, IceRole.CONTROLLED, t.stunServers());
    if (!restarts) {
      left.neverRestart();
      right.neverRestart();
    }
    SimNetwork n = t.network();
    left.speak(LinkOnHost.wire(n, right, what -> n.after(30 * SimNetwork.MILLI, what)));
    right.speak(LinkOnHost.wire(n, left, what -> n.after(30 * SimNetwork.MILLI, what)));
    Pair p = new Pair(t, left, right);
    assertTrue(n.runUntil(p::up, 20 * SimNetwork.SECOND), "" + n);
    n.run(5 * SimNetwork.SECOND);
    return p;
  }

  static String run(Site l, Site r, int loss, boolean restarts, Consumer<Pair> what) {
    int dead = 0, restarted = 0;
    List<Long> gaps = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Pair p = pair(seed, l, r, restarts);
      p.network().weather().loss(loss / 100.0);
      long at = p.network().now();
      what.accept(p);
      p.network().run(12 * SimNetwork.SECOND);
      if (p.down()) dead++;
      else
        gaps.add(
            Math.max(p.left.longestGapSince(at), p.right.longestGapSince(at)) / SimNetwork.MILLI);
      if (!p.left.restarts().isEmpty() || !p.right.restarts().isEmpty()) restarted++;
    }
    gaps.sort(null);
    return "%s dead, %d restarted, gap %s/%s"
        .formatted(
            dead,
            restarted,
            gaps.isEmpty() ? "-" : gaps.get(gaps.size() / 2),
            gaps.isEmpty() ? "-" : gaps.get(gaps.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void flush(Site l, Site r, int loss) {
    Consumer<Pair> flush =
        p -> {
          p.topology.left().nat().get().reboot();
          p.topology.right().nat().get().reboot();
        };
    System.out.println(
        "flush "
            + l
            + " x "
            + r
            + " "
            + loss
            + " %: without "
            + run(l, r, loss, false, flush)
            + "; with "
            + run(l, r, loss, true, flush));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void readdress(Site l, Site r, int loss) {
    Consumer<Pair> move =
        p -> {
          p.topology.left().moveTo("192.168.1.77");
          p.topology.right().moveTo("192.168.2.77");
          SimNetwork n = p.network();
          n.after((long) (n.random().nextDouble() * 2 * SimNetwork.SECOND), p.left::networkChanged);
          n.after(
              (long) (n.random().nextDouble() * 2 * SimNetwork.SECOND), p.right::networkChanged);
        };
    System.out.println(
        "move "
            + l
            + " x "
            + r
            + " "
            + loss
            + " %: without "
            + run(l, r, loss, false, move)
            + "; with "
            + run(l, r, loss, true, move));
  }
}
