package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.sim.SimNetwork;
import org.rop2p.transport.sim.Site;
import org.rop2p.transport.sim.Topology;

/**
 * Both sides of a link in the simulated network, and the coordinator that carries their signals.
 */
final class LinkInSim {
  static final long SECOND = SimNetwork.SECOND;
  static final long MILLI = SimNetwork.MILLI;
  private static final int PORT = 5_000;
  private static final long SIGNALLING = 30 * MILLI;

  private final Topology topology;
  private final List<Runnable> said = new ArrayList<>();
  private Consumer<Runnable> coordinator;
  final SimNetwork network;
  final LinkOnHost left;
  final LinkOnHost right;
  private long brokenAt;

  private LinkInSim(Topology topology) {
    this.topology = topology;
    this.network = topology.network();
    this.coordinator = signal -> network.after(SIGNALLING, signal);
    this.left = new LinkOnHost(topology.left(), PORT, IceRole.CONTROLLING, topology.stunServers());
    this.right = new LinkOnHost(topology.right(), PORT, IceRole.CONTROLLED, topology.stunServers());
  }

  /** A link that has been up for some seconds. */
  static LinkInSim of(long seed, Site left, Site right) {
    Topology topology = Topology.of(seed).behind(left).and(right);
    topology.network().weather().delay(10, 40);
    LinkInSim link = new LinkInSim(topology);
    link.left.speak(LinkOnHost.wire(link.right, link::carry));
    link.right.speak(LinkOnHost.wire(link.left, link::carry));
    assertTrue(link.network.runUntil(link::isUp, 20 * SECOND), () -> "never up: " + link.network);
    link.network.run(5 * SECOND);
    return link;
  }

  private void carry(Runnable signal) {
    said.add(signal);
    coordinator.accept(signal);
  }

  /** Signals are late, out of order, and come twice. */
  void lateSignals() {
    Random random = network.random();
    coordinator =
        signal -> {
          for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
            network.after(SIGNALLING + random.nextInt(300) * MILLI, signal);
          }
        };
  }

  void noSignals() {
    coordinator = signal -> {};
  }

  /** All that was ever signalled comes once more. */
  void replay() {
    List.copyOf(said).forEach(signal -> network.after(SIGNALLING, signal));
  }

  /** What happens now is what breaks the link. */
  void breaks(Runnable what) {
    brokenAt = network.now();
    what.run();
  }

  /** Both routers forget every mapping, and give other ports from now on. */
  void reboot() {
    reboot(true);
    reboot(false);
  }

  void reboot(boolean ofLeft) {
    (ofLeft ? topology.left() : topology.right()).nat().orElseThrow().reboot();
  }

  /** Both hosts get other addresses of their LANs, and notice within two seconds. */
  void move() {
    topology.left().moveTo("192.168.1.77");
    topology.right().moveTo("192.168.2.77");
    notice(left);
    notice(right);
  }

  /** Both sleep, their routers forget them, and they wake at about the same time. */
  void sleep() {
    for (LinkOnHost one : List.of(left, right)) {
      one.sleep();
      network.after(
          600 * SECOND + network.random().nextInt(500) * MILLI,
          () -> {
            one.wake();
            brokenAt = network.now();
            notice(one);
          });
    }
    reboot();
    network.run(601 * SECOND);
  }

  private void notice(LinkOnHost one) {
    network.after(network.random().nextInt(2_000) * MILLI, one::networkChanged);
  }

  boolean isUp() {
    return left.isUp() && right.isUp();
  }

  /** The longest time without a datagram, of both sides, since it was broken. */
  long longestGapMillis() {
    return Math.max(left.longestGapSince(brokenAt), right.longestGapSince(brokenAt)) / MILLI;
  }

  /** Whether both go by the names of one generation, and no restart is under way. */
  boolean isSettled() {
    return left.ice().ufrags().size() == 1
        && right.ice().ufrags().size() == 1
        && left.ice().current().remote().orElseThrow().equals(right.ice().current().local())
        && right.ice().current().remote().orElseThrow().equals(left.ice().current().local());
  }

  @Override
  public String toString() {
    return network
        + ", gap %d ms, restarts said %d and %d"
            .formatted(longestGapMillis(), left.restarts().size(), right.restarts().size());
  }
}
